"""How is a death notified? Part 1 of the form, in the guide's words (N-01 to N-06)."""

from shared.contracts.cases.commands import ImportReview, NotifyDeath
from shared.contracts.cases.values import Category, Sex

from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of

_UNKNOWN = "Unknown is not no: choose it where nobody knows yet."

_DECEASED = (
    Field("name", "full name"),
    Field("date_of_birth", "date of birth", hint="If only the year is known, leave day and month empty"),
    Field(
        "date_of_death", "date of death", hint="For example, 27 3 2026. Leave this empty only if the day is not known"
    ),
    Field("sex", "sex", "select", options=tuple(str(sex) for sex in Sex)),
    Field("relationship", "the relationship", ask="What was this person to the alleged perpetrator?"),
)

_PERPETRATOR = (
    Field("name", "full name"),
    Field("date_of_birth", "date of birth", hint="If only the year is known, leave day and month empty"),
    Field("sex", "sex", "select", options=tuple(str(sex) for sex in Sex)),
    Field("died", "whether the alleged perpetrator died", hint=_UNKNOWN, ask="Has this person died as well?"),
)

NOTIFY = deed(
    "/cases/notify",
    Form(
        command=NotifyDeath,
        title="Notify a death",
        intro=(
            "Any agency may notify a Community Safety Partnership of a death that it believes should be "
            "considered for a review. What you enter becomes Part 1 of the notification form. It goes to the "
            "CSP Chair, the chair of the board, the Sub-Group Chair, the DCI of Safeguarding Command and "
            "the Partnership's Manager."
        ),
        warning="This form asks for an account of a death. Take the time you need.",
        fields=(
            Field(
                "notifying_agency",
                "the agency that notifies",
                ask="Which agency notifies?",
                hint="Or the person, where the family asks for a review",
            ),
            Field("notified_by", "who asks", ask="Who asks for the death to be considered?"),
            Field(
                "attention_date",
                "the date on which the case came to attention",
                hint="This starts the 28 days. For example, 27 3 2026",
                ask="When did the case come to the partnership's attention?",
            ),
            Field(
                "csp",
                "the responsible partnership",
                hint="Where the victim was last or most frequently resident",
                ask="Which partnership is responsible?",
            ),
            Field(
                "csp_reason",
                "the reason for this partnership",
                hint="Needed where the last and the most frequent residence differ, or the victim "
                "lived outside the county",
                ask="Why this partnership?",
            ),
            Field("category", "the kind", options=tuple(str(one) for one in Category), ask="What kind of death is it?"),
            Field(
                "deceased",
                "the people who died",
                ask="Who died?",
                fields=_DECEASED,
                each="person who died",
                heading="People",
            ),
            Field(
                "perpetrators",
                "the alleged perpetrators",
                ask="Who is alleged to have caused the death?",
                fields=_PERPETRATOR,
                each="alleged perpetrator",
                at_least=0,
            ),
            Field(
                "children",
                "the children in the household",
                ask="Which children lived in the household?",
                fields=(Field("supported", "the support", hint=_UNKNOWN, ask="Is support in place for this child?"),),
                each="child",
                at_least=0,
            ),
            Field("address", "address", heading="What happened"),
            Field("summary", "the summary", ask="Summary of the circumstances"),
        ),
        submit="Notify this death",
        check=True,
        done="/cases/notified/{case_id}",
        back="/cases",
        said="The death is notified. Part 1 is on its way to its five recipients.",
    ),
)

TAKE_OVER = deed(
    "/cases/take-over",
    Form(
        command=ImportReview,
        title="Take over a review from before this system",
        fields=(
            Field("reference", "reference"),
            Field("csp", "partnership"),
            Field("death_month", "month of the death", hint="As year and month, for example 2019-07"),
            Field("category", "kind of death", options=tuple(str(one) for one in Category)),
            Field("murder_suicide", "whether it was a murder-suicide", ask="Was it a murder-suicide?"),
            Field("victims", "the number of people who died", ask="How many people died, without the perpetrator?"),
            Field("perpetrator_deaths", "the number of perpetrators who died", ask="How many perpetrators died?"),
            Field("children", "the number of children", ask="How many children lived in the household?"),
            Field("published", "whether the report is published", ask="Is the report published?"),
        ),
        submit="Take the review over",
        done="/cases/{case_id}",
        back="/cases",
        said="The review is taken over.",
    ),
)

ROUTES = routes_of(NOTIFY, TAKE_OVER)
