"""Data protection in the demo: the notices of two estates, what owners asked about their data, a hold, consents."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from heed.actions.privacy.consents import record_consent
from heed.actions.privacy.holds import set_hold
from heed.actions.privacy.notices import publish_notice
from heed.actions.privacy.requests import answer_request, take_request
from heed.actions.residents.residents import add_resident
from heed.demo import flagship
from heed.demo.scene import Scene
from heed.process.words import Asker, ConsentKind, IdentityCheck, RequestKind, RequestWay, Tenure
from heed.queries.policies import current_policy
from heed.ui.privacy_notice import notice_document

#: The contact person of each estate that has published its notice.
CONTACTS = {
    "CH": ("lin", "林秋（客户服务中心）", "0755-8666 1502", "privacy@cuihu.example", "首次发布"),
    "LJ": ("cheung", "張小姐（客戶服務處）", "2555 1502", "privacy@lakejade.example", "首次發布"),
}
DAY = timedelta(days=1)


def protect(scenes: Sequence[Scene], now: datetime) -> None:
    """Publish the notices, and play the requests of the flagship."""
    document = notice_document(current_policy().retention)
    for scene in scenes:
        if scene.code in CONTACTS:
            by, name, phone, email, note = CONTACTS[scene.code]
            publish_notice(
                scene.grounds.project, by=scene.staff.accounts[by], document=document, contact_name=name,
                contact_phone=phone, contact_email=email, note=note, at=now - 60 * DAY,
            )  # fmt: skip
        if scene.code == "CH":
            _requests(scene, now)


def _requests(scene: Scene, now: datetime) -> None:
    project, lin = scene.grounds.project, scene.staff.accounts["lin"]
    chen = scene.grounds.named[flagship.NAME].person
    others = [one.person for one in scene.grounds.speaking("zh-hans") if one.person.pk != chen.pk][:3]
    copied = take_request(
        others[0], project, by=lin, kind=RequestKind.COPY, way=RequestWay.COUNTER, asker=Asker.SELF,
        identity=IdentityCheck.DOCUMENT, words="想看看这几年报修和投诉都记了些什么", at=now - 9 * DAY,
    )  # fmt: skip
    answer_request(copied, by=lin, answer="复制件已当面交付，本人签收。", at=now - 8 * DAY)
    take_request(
        chen, project, by=lin, kind=RequestKind.CORRECT, way=RequestWay.PHONE, asker=Asker.SELF,
        identity=IdentityCheck.CODE, words="名字里的“玲”写成了“铃”，短信抬头不对，请改过来", at=now - 3 * DAY,
    )  # fmt: skip
    take_request(
        others[1], project, by=lin, kind=RequestKind.ERASE, way=RequestWay.LETTER, asker=Asker.AGENT,
        asker_name="王律师", identity=IdentityCheck.POWER, words="房子已经卖了，请把以前的投诉记录和照片删掉",
        at=now - 13 * DAY,
    )  # fmt: skip
    set_hold(
        project=project, person=others[2], by=lin, until_on=(now + 300 * DAY).date(),
        reason="楼上漏水赔偿一案正在法院审理，判决生效前不得删除", at=now - 20 * DAY,
    )  # fmt: skip
    add_resident(
        by=lin, place=scene.grounds.named[flagship.NAME].home, tenure=Tenure.TENANT, name="罗小雨", phone="13700001502",
        since_on=(now - 100 * DAY).date(), language="zh-hans",
    )  # fmt: skip
    for kind, given in ((ConsentKind.SMS, True), (ConsentKind.RECORDING, True), (ConsentKind.PHOTOS, False)):
        record_consent(chen, kind, given=given, by=lin, note="办理入住登记时", at=now - 40 * DAY)
