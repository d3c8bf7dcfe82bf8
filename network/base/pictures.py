"""Pictures that people upload, made into ones that are safe to hand out.

The file is decoded and written anew, so nothing comes along that is not picture: no place where it was taken, no name
of a camera, nothing behind the end of the file. Source of the rules: OWASP ASVS 5.0, V5.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_SIDE = 6000
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


class NoPicture(Refusal):
    sentence = _("This is not a PNG, JPEG or WebP picture, or it is damaged.")


@dataclass(frozen=True)
class Picture:
    """A picture as WebP: its bytes, and a digest of them for its address."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self):
        return hashlib.sha256(self.content).hexdigest()[:32]


def clean(upload, *, box):
    """An uploaded file as a Picture that fits into `box` (width, height); a smaller one keeps its size.

    Raises NoPicture when the file is too large, when it is no PNG, JPEG or WebP, or when its name says otherwise.
    """
    if upload.size > LARGEST_FILE:
        raise NoPicture(_("This file is larger than 2 MB. Make the picture smaller first."))
    expected = FORMATS.get(PurePath(upload.name).suffix.lower())
    if not expected:
        raise NoPicture(_("Choose a file that ends in .png, .jpg or .webp."))
    from PIL import Image, UnidentifiedImageError  # megabytes that a process hardly ever needs

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _rewritten(upload, expected, box)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as error:
        raise NoPicture from error


def _rewritten(upload, expected, box):
    from PIL import Image, ImageOps

    with Image.open(upload, formats=[expected]) as opened:
        if max(opened.size) > LARGEST_SIDE:
            raise NoPicture(_("This picture is larger than 6000 pixels. Make it smaller first."))
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    upright.thumbnail(box)
    written = io.BytesIO()
    upright.save(written, "WEBP", quality=88, method=4, exact=False)
    return Picture(written.getvalue(), *upright.size)
