"""The entrance as an app: signing in and out. It stands in no sidebar."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed


class EntranceConfig(AppConfig):
    """The room `entrance`; it has no tables."""

    name = "heed.rooms.entrance"
    label = "entrance"

    def ready(self) -> None:
        """Note each sign-in in its session, and what happens at the entrance in the audit log."""
        from allauth.account.signals import password_changed, password_reset
        from allauth.mfa import signals as mfa

        from heed.actions.staff import passwords, sign_ins
        from heed.actions.staff import second_factor as factors  # the tables are ready now
        from heed.actions.staff.sessions import begin_session
        from heed.rooms.entrance import second_factor

        user_logged_in.connect(begin_session, dispatch_uid="heed.session")
        user_logged_in.connect(sign_ins.record_sign_in, dispatch_uid="heed.audit")
        user_logged_out.connect(sign_ins.record_sign_out, dispatch_uid="heed.audit")
        user_login_failed.connect(sign_ins.record_failure, dispatch_uid="heed.audit")
        user_logged_in.connect(passwords.end_given_password, dispatch_uid="heed.password")
        user_logged_in.connect(second_factor.note_missing, dispatch_uid="heed.factor")
        mfa.authenticator_added.connect(factors.record_added, dispatch_uid="heed.audit")
        mfa.authenticator_removed.connect(factors.record_removed, dispatch_uid="heed.audit")
        mfa.authentication_failed.connect(factors.record_wrong_code, dispatch_uid="heed.audit")
        for signal in (password_changed, password_reset):
            signal.connect(sign_ins.record_new_password, dispatch_uid="heed.audit")
