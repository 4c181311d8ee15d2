"""Who are the people of a case, and what was recorded of its decision and its panel?"""

from shared.contracts.cases.answers import Member, PanelRecord, Part2, People
from shared.contracts.cases.queries import CasePanel, CasePartTwo, CasePeople
from shared.contracts.cases.values import Attendee, AttendeeRole
from shared.reader import Reader

from cases.answers.opening import deeds_of, open_case


def case_people(reader: Reader, question: CasePeople) -> People:
    case, _ = open_case(reader, question.case_id)
    told = case.notification
    return People(
        reference=told.reference,
        notified_by=told.notified_by,
        notifying_agency=told.notifying_agency,
        csp_reason=told.csp_reason,
        deceased=told.deceased,
        perpetrators=told.perpetrators,
        children=told.children,
        address=told.address,
        summary=told.summary,
        deeds=deeds_of(case, reader),
    )


def case_part_two(reader: Reader, question: CasePartTwo) -> Part2:
    case, _ = open_case(reader, question.case_id)
    decision = case.decision
    return Part2(
        reference=case.notification.reference,
        criterion=decision.criterion,
        facts=decision.facts or None,
        views=tuple(decision.views.values()),
        invited=decision.invited,
        meeting_on=decision.meeting_on,
        contacts=decision.contacts,
        proceed=decision.proceed,
        rationale=decision.rationale or None,
        decided_on=decision.decided_on,
        deeds=deeds_of(case, reader),
    )


def case_panel(reader: Reader, question: CasePanel) -> PanelRecord:
    case, _ = open_case(reader, question.case_id)
    panel, held = case.panel, case.panel.initial
    return PanelRecord(
        reference=case.notification.reference,
        held_on=held.held_on if held else None,
        attendees=tuple(Attendee(**who.model_dump(exclude={"member_id"})) for who in panel.members),
        terms_of_reference=held.terms_of_reference if held else None,
        communications_plan=held.communications_plan if held else None,
        imr_requirements=held.imr_requirements if held else None,
        referral=held.referral if held else None,
        members=tuple(
            Member(member_id=who.member_id, name=who.name, agency=who.agency)
            for who in panel.members
            if who.role is AttendeeRole.AGENCY_MEMBER
        ),
    )
