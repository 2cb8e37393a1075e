"""Somebody in every role that the demonstration has nobody for: ``python -m tests.functional.web.people COUNTY``."""

from __future__ import annotations

import base64
import hmac
import secrets
import struct
import sys
import time
from pathlib import Path

from headway.county import County
from headway_web.access import WHOLE_COUNTY
from headway_web.serve import prepare

# Whoever gives out roles has a second factor: everybody who reads this has it too.
SECRET = "JBSWY3DPEHPK3PXP"


def code_now() -> str:
    """The six figures that the administrator's app would show now (RFC 6238)."""
    sum_ = hmac.digest(base64.b32decode(SECRET), struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = sum_[-1] & 15
    return f"{(struct.unpack('>I', sum_[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def add_the_rest(county: Path) -> None:
    """Prints the address and the password of each: one for all, for a password takes long to keep."""
    prepare(county, say=lambda _: None)
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.hashers import make_password

    from headway_web.accounts.actions import add_person, grant_role
    from headway_web.accounts.demo import NAMES
    from headway_web.accounts.roles import ROLES, Administrator

    password = secrets.token_urlsafe(12)
    kept, team = make_password(password), County.open(county).files.localities.teams[0].name
    for role in ROLES:
        if role not in NAMES:
            email = f"{role.id.replace('_', '-')}@demo.example"
            made = add_person(by=None, name=f"{role.title} of the tests", email=email)
            grant_role(by=None, person=made, role=role, place=team if role.level == "team" else WHOLE_COUNTY)
            made.password = kept
            made.save(update_fields=["password"])
            print(email, password)
            if role is Administrator:
                TOTP.activate(made, SECRET)


if __name__ == "__main__":
    add_the_rest(Path(sys.argv[1]))
