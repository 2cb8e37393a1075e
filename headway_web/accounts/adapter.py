"""How Headway uses the sign-in library: nobody makes their own account, and secrets are kept encrypted."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest


class Closed(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are given, not taken."""

    error_messages = {  # noqa: RUF012
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
        "rate_limited": "Too many tries. Wait five minutes, then try again",
        "enter_current_password": "This is not your present password",
        "incorrect_password": "This is not your password",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Nothing pops up: the next page says what was done."""


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps encrypted with the secret key."""

    error_messages = {  # noqa: RUF012
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. Codes change every 30 seconds: type the newest",
        "unverified_email": "The e-mail address has not been confirmed",
        "add_email_blocked": "The e-mail address cannot be changed while a second factor is in use",
        "cannot_delete_authenticator": "This cannot be taken away",
        "cannot_generate_recovery_codes": "Set up an authenticator app first",
    }

    def encrypt(self, text: str) -> str:
        """The secret, readable only with the key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()))
