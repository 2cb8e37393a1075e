"""The forms at the door, with messages that say what would be right."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgain
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib.auth.forms import SetPasswordForm
from django.forms import BaseForm

from headway_web.components.fields import plain

LENGTH = "At least 12 characters. Three or four words that only you would put together are good."


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["login"], "E-mail address", "Type your e-mail address")
        self.fields["login"].error_messages["invalid"] = "Type an e-mail address like name@example.gov.uk"
        self.fields["login"].widget.attrs.update(autocomplete="username", spellcheck="false")
        plain(self.fields["password"], "Password", "Type your password")


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], "Password", "Type your password")


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password, by someone who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], "Present password", "Type your present password")
        plain(self.fields["password1"], "New password", "Type a new password", LENGTH)
        plain(self.fields["password2"], "New password again", "Type the new password again")


class FirstPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """The password that a person chooses through their link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["new_password1"], "Password", "Type a password", LENGTH)
        plain(self.fields["new_password2"], "Password again", "Type the password again")
        self.error_messages["password_mismatch"] = "The two passwords are not the same"  # noqa: S105


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code of an authenticator app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code(self, "Six digits from your authenticator app, or one of your recovery codes")


class CodeAgainForm(CodeAgain):  # type: ignore[misc]
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code(self, "Six digits from your authenticator app, or one of your recovery codes")


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the app was set up rightly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code(self, "Six digits, which change every 30 seconds")


def code(form: BaseForm, hint: str) -> None:
    """Gives the field for a code its words."""
    plain(form.fields["code"], "Code", "Type the code that your app shows", hint)
    form.fields["code"].widget.attrs.update(autocomplete="one-time-code", inputmode="numeric", spellcheck="false")
