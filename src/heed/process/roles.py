"""Sets of roles and parties that more than one place asks for, each once (R150).

Who may make a move stands in its row of the table of moves; `moves.APPROVERS` and `moves.VISITORS` come from there.
"""

from heed.process.words import Party, Role

#: Who is called, one after the other, when a complaint is escalated (C7).
SUPERIORS = (Role.DIRECTOR, Role.MANAGER, Role.CENTRE)
#: Who leads a case.
LEADS = (*SUPERIORS, Role.IN_CHARGE, Party.CASE_OWNER)
#: Who works on a case at the desk.
DESK = (*LEADS, Role.RECEPTIONIST, Role.FOLLOW_UP)
#: Who takes a complaint in: the desk, the guard at the gate (R87), and the owner on the web.
INTAKE = (*DESK, Role.GUARD, Party.OWNER)
#: Who sends work orders: reception and the gate only where the policy or the level says so.
SENDS_ORDERS = (*LEADS, Role.RECEPTIONIST, Role.GUARD)
#: Who works on an order.
CREW = (Party.WORKER, Role.DEPARTMENT, *SUPERIORS)

#: Roles whose people on the rota are called where people are in danger.
CALLED_TO_HELP = (Role.OPERATOR, Role.DEPARTMENT, Role.GUARD, Role.IN_CHARGE, Role.DIRECTOR, Role.MANAGER)

#: Roles that read all of their projects, and take no part in what happens there.
LOOKS_ON = (Role.REGIONAL, Role.AUDITOR)
#: Roles that change nothing at all; each of their looks at a complaint is on record.
ONLY_READS = (Role.AUDITOR,)
#: Roles that receive owners, and take complaints in, at a project's desk.
RECEIVES = (Role.RECEPTIONIST, Role.FOLLOW_UP, Role.IN_CHARGE, *SUPERIORS)
#: Roles that see every complaint of their project (or, without a project, of the company).
SEES_ALL = (*RECEIVES, *LOOKS_ON)
#: Roles that may look at an owner's contact; every look is on record.
MAY_REVEAL = (Role.RECEPTIONIST, Role.FOLLOW_UP, Role.IN_CHARGE, Role.DIRECTOR, Role.MANAGER)
#: Roles that watch from afar: they read names and contacts masked, and reveal one only for a reason that is on record.
GIVES_REASON = (Role.CENTRE, *LOOKS_ON)
#: Roles that take complaints in, at the desk or at the gate.
TAKES_IN = (*RECEIVES, Role.GUARD)
#: Roles that work at the gate, with a shift log.
AT_GATE = (Role.GUARD,)
#: Roles that answer the telephone, day and night, where the policy says nothing else (R41).
ANSWERS_TELEPHONE = (Role.RECEPTIONIST, Role.GUARD)
#: Roles that answer for a case where no other person was chosen, the first choice first (R68).
ANSWERS_FOR_CASES = (Role.DIRECTOR, Role.IN_CHARGE, Role.MANAGER, Role.CENTRE)
#: The same for a new complaint, which is never without a case owner.
ANSWERS_FOR_NEW = (*ANSWERS_FOR_CASES, Role.ADMIN)
#: Roles that may look at how others keep their promises.
REVIEWS_PROMISES = (Role.IN_CHARGE, *SUPERIORS, *LOOKS_ON)
#: Roles that look at a case again on the owner's wish, where the policy says nothing else; never who had a part in it.
REVIEWS_CASES = (Role.MANAGER, Role.CENTRE)
#: Roles that judge how a visit or a call of others was received (R43).
REVIEWS_TALKS = SUPERIORS
#: Roles that read the reports of their projects (R103).
READS_REPORTS = (*SUPERIORS, *LOOKS_ON)
#: Roles that publish for a project: announcements, bulletins, reception days, surveys (R119, R125).
PUBLISHES = SUPERIORS
#: Roles that approve an announcement where the policy says nothing else (R119).
APPROVES_ANNOUNCEMENTS = (Role.DIRECTOR, Role.MANAGER)
#: Roles that report the months of their projects to the company centre, and the ones that receive those there.
REPORTS_MONTHS = (Role.MANAGER, Role.DIRECTOR)
RECEIVES_MONTHS = (Role.CENTRE,)
#: Roles that demand something of a case or a project, and that answer for the project (R149).
DEMANDS = (Role.CENTRE,)
ANSWERS_DEMANDS = (Role.DIRECTOR, Role.MANAGER)
#: Who answers for an early warning: for one of the estate itself, and for one of how the estate is led.
ANSWERS_WARNINGS = (Role.DIRECTOR, Role.MANAGER, Role.CENTRE)
ANSWERS_WARNINGS_ABOVE = (Role.CENTRE, Role.MANAGER, Role.DIRECTOR)
#: Roles that plan the rota and leave.
PLANS_ROTA = (*SUPERIORS, Role.ADMIN)
#: Roles that may appoint the manager of their projects.
APPOINTS_MANAGERS = (Role.MANAGER, Role.ADMIN)
#: Roles that set up their projects.
SETS_UP_PROJECTS = (Role.DIRECTOR, *APPOINTS_MANAGERS)

#: Roles that read the audit log, and are notified of its alarms.
AUDITS = (Role.AUDITOR, Role.ADMIN)
#: Roles that answer what people ask about their own data, and those that read the table of purposes.
ANSWERS_DATA_REQUESTS = (Role.DIRECTOR, Role.MANAGER)
READS_DATA_TABLE = (*ANSWERS_DATA_REQUESTS, Role.CENTRE, *AUDITS)
#: Roles that take no part in complaints and are on no rota.
APART_FROM_CASES = (Role.ADMIN, *LOOKS_ON)

#: Roles for which a bulletin of an estate can be meant (R114).
READS_BULLETINS = tuple(role for role in Role if role not in APART_FROM_CASES)

#: Roles for the whole company only, given by an administrator alone.
OF_COMPANY = (Role.CENTRE, Role.ADMIN, Role.AUDITOR)
#: Roles at all projects of a region, as they are at any time; given by an administrator alone.
OF_REGION = (Role.REGIONAL,)
#: Roles that need a department of the project.
OF_DEPARTMENT = (Role.OPERATOR, Role.DEPARTMENT)
#: Every role in the order in which a list of people offers them: who most often answers for a complaint comes first.
AS_CHOSEN = (
    Role.IN_CHARGE, Role.DIRECTOR, Role.RECEPTIONIST, Role.FOLLOW_UP, Role.DEPARTMENT, Role.OPERATOR, Role.MANAGER,
    Role.GUARD, Role.CENTRE, Role.REGIONAL, Role.ADMIN, Role.AUDITOR,
)  # fmt: skip
#: The roles of a case owner, of which the first one held is shown.
HIGHEST_FIRST = (
    Role.CENTRE, Role.MANAGER, Role.DIRECTOR, Role.IN_CHARGE, Role.FOLLOW_UP, Role.DEPARTMENT, Role.RECEPTIONIST,
)  # fmt: skip
