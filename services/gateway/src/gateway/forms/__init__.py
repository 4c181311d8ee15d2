"""How is a form declared? Once, as data: `Form(command=…, fields=(Field(…), …))`, under an address by `form_page`."""

from gateway.forms.field import Field, Option
from gateway.forms.flow import Form, fill_in, form_page

__all__ = ["Field", "Form", "Option", "fill_in", "form_page"]
