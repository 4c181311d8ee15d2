"""How is a death notified? Part 1 of the form, in the guide's words (N-01 to N-06)."""

from shared.contracts.cases.commands import ImportReview, NotifyDeath, TransferCase
from shared.contracts.cases.values import Category, Sex

from gateway.forms.field import Field
from gateway.forms.flow import Form, form_page

_UNKNOWN = "Unknown is not no: choose it where nobody knows yet."

_DECEASED = (
    Field("name", "Full name"),
    Field("date_of_birth", "Date of birth", hint="If only the year is known, leave day and month empty"),
    Field(
        "date_of_death", "Date of death", hint="For example, 27 3 2026. Leave this empty only if the day is not known"
    ),
    Field("sex", "Sex", "select", options=tuple(str(sex) for sex in Sex)),
    Field("relationship", "What was this person to the alleged perpetrator?", called="the relationship"),
)

_PERPETRATOR = (
    Field("name", "Full name"),
    Field("date_of_birth", "Date of birth", hint="If only the year is known, leave day and month empty"),
    Field("sex", "Sex", "select", options=tuple(str(sex) for sex in Sex)),
    Field("died", "Has this person died as well?", hint=_UNKNOWN, called="whether the alleged perpetrator died"),
)

NOTIFY = Form(
    command=NotifyDeath,
    title="Notify a death",
    intro=(
        "Any agency may notify a Community Safety Partnership of a death that it believes should be considered for a "
        "review. What you enter becomes Part 1 of the notification form. It goes to the CSP Chair, the chair of the "
        "board, the Sub-Group Chair, the DCI of Safeguarding Command and the Partnership's Manager."
    ),
    warning="This form asks for an account of a death. Take the time you need.",
    fields=(
        Field("notifying_agency", "Which agency notifies?", hint="Or the person, where the family asks for a review"),
        Field("notified_by", "Who asks for the death to be considered?", called="who asks"),
        Field(
            "attention_date",
            "When did the case come to the partnership's attention?",
            hint="This starts the 28 days. For example, 27 3 2026",
            called="the date on which the case came to attention",
        ),
        Field(
            "csp",
            "Which partnership is responsible?",
            hint="Where the victim was last or most frequently resident",
            called="the responsible partnership",
        ),
        Field(
            "csp_reason",
            "Why this partnership?",
            hint="Needed where the last and the most frequent residence differ, or the victim lived outside the county",
            called="the reason for this partnership",
        ),
        Field("category", "What kind of death is it?", options=tuple(str(one) for one in Category), called="the kind"),
        Field("deceased", "Who died?", fields=_DECEASED, each="person who died", heading="People"),
        Field(
            "perpetrators",
            "Who is alleged to have caused the death?",
            fields=_PERPETRATOR,
            each="alleged perpetrator",
            at_least=0,
        ),
        Field(
            "children",
            "Which children lived in the household?",
            fields=(Field("supported", "Is support in place for this child?", hint=_UNKNOWN, called="the support"),),
            each="child",
            at_least=0,
        ),
        Field("address", "Address", "textarea", heading="What happened"),
        Field("summary", "Summary of the circumstances", "textarea", called="the summary"),
    ),
    submit="Notify this death",
    check=True,
    done="/cases/notified/{case_id}",
    back="/cases",
    said="The death is notified. Part 1 is on its way to its five recipients.",
)

TRANSFER = Form(
    command=TransferCase,
    title="Transfer the case to another partnership",
    intro="A case can be transferred until the decision is made. Its 28 days go on unchanged.",
    fields=(
        Field("to_csp", "Which partnership is responsible?", called="the responsible partnership"),
        Field("reason", "Why?", "textarea", called="the reason"),
    ),
    submit="Transfer the case",
    done="/cases/{case_id}",
    back="/cases/{case_id}/decision",
    said="The case is transferred.",
)

TAKE_OVER = Form(
    command=ImportReview,
    title="Take over a review from before this system",
    fields=(
        Field("reference", "Reference"),
        Field("csp", "Partnership"),
        Field("death_month", "Month of the death", hint="As year and month, for example 2019-07"),
        Field("category", "Kind of death", options=tuple(str(one) for one in Category)),
        Field("murder_suicide", "Was it a murder-suicide?"),
        Field("victims", "How many people died, without the perpetrator?", called="the number of people who died"),
        Field("perpetrator_deaths", "How many perpetrators died?", called="the number of perpetrators who died"),
        Field("children", "How many children lived in the household?", called="the number of children"),
        Field("published", "Is the report published?"),
    ),
    submit="Take the review over",
    done="/cases/{case_id}",
    back="/cases",
    said="The review is taken over.",
)

ROUTES = [
    *form_page("/cases/notify", NOTIFY),
    *form_page("/cases/{case_id}/transfer", TRANSFER),
    *form_page("/cases/take-over", TAKE_OVER),
]
