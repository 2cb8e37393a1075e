"""Forms drawn as GOV.UK patterns: label, hint, error, field."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class PageForms(TemplatesSetting):
    """Our own templates for a form and for a field."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
