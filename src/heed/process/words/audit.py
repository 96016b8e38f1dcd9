"""The kinds of events in the audit log."""

from heed.process.words.base import N_, Word


class AuditKind(Word):
    """What happened to an account, to personal data or to the settings."""

    SIGN_IN = "sign_in", N_("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", N_("Sign-in failed")
    SIGN_OUT = "sign_out", N_("Signed out")
    SESSIONS_ENDED = "sessions_ended", N_("Sessions ended")
    PASSWORD_RESET = "password_reset", N_("Password reset")
    PASSWORD_ENDED = "password_ended", N_("Given password ended")
    PASSWORD_CHANGED = "password_changed", N_("Password changed")
    ACCOUNT_ADDED = "account_added", N_("Account created")
    ACCOUNT_CHANGED = "account_changed", N_("Account changed")
    ACCOUNT_CLOSED = "account_closed", N_("Account closed")
    ACCOUNT_REOPENED = "account_reopened", N_("Account reopened")
    DUTY_GIVEN = "duty_given", N_("Duty given")
    DUTY_REMOVED = "duty_removed", N_("Duty removed")
    FACTOR_ADDED = "factor_added", N_("Second factor set up")
    FACTOR_REMOVED = "factor_removed", N_("Second factor removed")
    FACTOR_TAKEN = "factor_taken", N_("Lost second factor taken away")
    IDENTITY_LINKED = "identity_linked", N_("Sign-in linked")
    IDENTITY_UNLINKED = "identity_unlinked", N_("Linked sign-in removed")
    LOOK = "look", N_("Complaint read by an auditor")
    REVEAL = "reveal", N_("Contact revealed")
    MANY_REVEALS = "many_reveals", N_("Alarm: many contacts revealed")
    EXPORT = "export", N_("Data exported")
    REPORT_FAILED = "report_failed", N_("Scheduled report not delivered")
    PRINT = "print", N_("Personal data printed")
    POLICY = "policy", N_("Policy published")
    CHANNEL = "channel", N_("Notification channel changed")
    DATA_ASKED = "data_asked", N_("Request about personal data received")
    DATA_ANSWERED = "data_answered", N_("Request about personal data answered")
    DATA_CORRECTED = "data_corrected", N_("Personal data corrected")
    DATA_ERASED = "data_erased", N_("Personal data erased")
    HOLD_SET = "hold_set", N_("Legal hold set")
    HOLD_LIFTED = "hold_lifted", N_("Legal hold lifted")
    NOTICE_PUBLISHED = "notice_published", N_("Privacy notice published")
    MONTH_SUBMITTED = "month_submitted", N_("Monthly report submitted")
    MONTH_RECEIVED = "month_received", N_("Monthly report received")
    MONTH_SENT_BACK = "month_sent_back", N_("Monthly report sent back")


class AuditedData(Word):
    """What was exported or printed."""

    BACKUP = "backup", N_("Backup of the database and all files")
    RECORD = "record", N_("Export of the record")
    AUDIT_LOG = "audit_log", N_("Audit log")
    CASE_FILE = "case_file", N_("Case file")
    BUNDLE = "bundle", N_("File for an authority or a court")
    SIGN_OFF = "sign_off", N_("Sign-off slip")
    REPLY_LETTER = "reply_letter", N_("Letter of reply")
    MONTHLY_TABLE = "monthly_table", N_("Monthly table")
    WEEKLY_REPORT = "weekly_report", N_("Weekly report")
    DAILY_RECORD = "daily_record", N_("Daily record")
    MONTHLY_REPORT = "monthly_report", N_("Monthly report")
    COMPLAINT_LIST = "complaint_list", N_("List of complaints")
    PERSON = "person", N_("All data of a person")
    ORDER_SLIP = "order_slip", N_("Work order slip")
    POSTERS = "posters", N_("Posters and stickers")
