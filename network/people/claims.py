"""What a school account tells about its owner, and whether that may come in.

Claims open nothing by themselves: who may come in is decided by an invitation or by a link that was made before. Here
stands only what is refused in spite of those (docs/decisions/signing-in.md).
"""

from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal

AFFILIATIONS = ("eduperson_affiliation", "eduPersonAffiliation", "eduperson_scoped_affiliation", "affiliation")
WORKS_THERE = {"employee", "staff", "faculty"}


class Student(Refusal):
    sentence = _("This is the account of a pupil or student. The portal is for people who work at a school or partner.")


class WrongOrganisation(Refusal):
    sentence = _("This account belongs to an organisation that does not log in to this portal in this way.")


class NotForUs(Refusal):
    sentence = _("The answer of your school account does not belong to this attempt to log in. Please try again.")


def check(claims, settings, *, nonce):
    """Raise a Refusal unless these claims, whose signature was checked, may be used with a provider's settings."""
    if not nonce or claims.get("nonce") != nonce:
        raise NotForUs
    if settings["tenants"] and text(claims, "tid").lower() not in settings["tenants"]:
        raise WrongOrganisation
    if settings["domains"] and text(claims, "hd").lower() not in settings["domains"]:
        raise WrongOrganisation
    found = affiliations(claims)
    if "student" in found and not found & WORKS_THERE:
        raise Student


def affiliations(claims):
    """What someone is at the school, such as {"student", "member"}; the part after an @ names the school."""
    found = set()
    for name in AFFILIATIONS:
        value = claims.get(name) or []
        values = value.replace(";", ",").split(",") if isinstance(value, str) else value
        found |= {str(one).strip().partition("@")[0].lower() for one in values}
    return found


def text(claims, name):
    """A claim as text; empty for one that is absent or of another kind."""
    value = claims.get(name)
    return value.strip() if isinstance(value, str) else ""


def subject(claims, settings):
    """What identifies the account at its provider: `sub`, which for Microsoft is unique within a tenant only."""
    return (
        f"{text(claims, 'tid').lower()}/{text(claims, 'sub')}" if settings["kind"] == "entra" else text(claims, "sub")
    )


def names(claims):
    """(given name, family name), as far as the claims have them. To fill in a form, never to decide anything."""
    given, family = text(claims, "given_name") or text(claims, "givenName"), text(claims, "family_name")
    whole = text(claims, "name")
    if whole and not given:
        given, _space, family = whole.partition(" ")
    return given[:80], family.strip()[:80]


def shown(claims):
    """By what its owner recognises a linked account: an address or a name. It is shown to that person alone."""
    return (text(claims, "email") or text(claims, "preferred_username") or " ".join(names(claims)).strip())[:254]
