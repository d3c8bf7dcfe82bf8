"""What organisers ask, and what those who come answered: by turns, and some left open what may stay open."""

from network.activities.models import Answer, Question, Registration
from network.dashboard.example.activities import specs


def load(made):
    for row in specs():
        for rank, spec in enumerate(row.get("question", []), start=1):
            question = question_of(made.activities[row["slug"]], spec, rank)
            question.save()
            Answer.objects.bulk_create(answers_to(question, spec.get("answers", [])))


def question_of(activity, spec, rank):
    fields = {key: spec[key] for key in ("kind", "label", "help", "options", "is_required", "asked_of") if key in spec}
    return Question(activity=activity, rank=rank, **fields)


def answers_to(question, texts):
    registrations = Registration.objects.active().filter(activity=question.activity).order_by("registered_at", "pk")
    for index, registration in enumerate(registrations.select_related("user") if texts else []):
        values = texts[index % len(texts)]
        if values and question.is_asked_of(registration.user.standing.roles):
            yield Answer(
                registration=registration, question=question, values=values, given_at=registration.registered_at
            )
