"""Reading, writing and sharing practice stories."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities.models import Activity
from network.base.caching import public_page
from network.people.standing import standing_of
from network.practice import actions
from network.practice.circles import circles_for
from network.practice.forms import ResponseForm, ShareForm, StoryForm
from network.practice.models import PracticeStory
from network.practice.permissions import can_change, can_remove, can_respond, can_write
from network.schools.models import School, Theme
from network.steering.models import Framework

PAGE = 18
form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
@public_page
def story_list(request):
    """The stories that this reader may read; for visitors the public ones."""
    chosen = {"theme": request.GET.get("theme", ""), "school": request.GET.get("school", "")}
    stories = PracticeStory.objects.published().visible_to(request.user).for_list().latest_first()
    for name, slug in chosen.items():
        stories = stories.filter(**{f"{name}__slug": slug}) if slug else stories
    page = Paginator(stories, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "practice/story_list.html",
        {
            "page_obj": page,
            "chosen": chosen,
            "is_filtered": any(chosen.values()),
            "themes": Theme.objects.to_choose(
                on=timezone.localdate(), besides=Theme.objects.filter(slug=chosen["theme"])
            ),
            "schools": School.objects.order_by("name", "pk"),
            "drafts": PracticeStory.objects.drafts_of(request.user)[:6] if request.user.is_authenticated else [],
            "can_write": can_write(request.user),
        },
    )


@login_not_required
@require_safe
@public_page
def story_detail(request, slug):
    story = _story_of(request, slug)
    return _show(request, story, ResponseForm(story=story, initial={"kind": "thought"}))


def _story_of(request, slug):
    return get_object_or_404(PracticeStory.objects.visible_to(request.user).for_list(), slug=slug)


def _show(request, story, form, status=200):
    """The page of a story. Where it belongs is shown to whoever may see that."""
    user = request.user
    responses = list(story.responses.visible_to(user).select_related("author").oldest_first())
    return render(
        request,
        "practice/story_detail.html",
        {
            "story": story,
            "sees_people": standing_of(user).sees_people,
            "framework": Framework.objects.visible_to(user).filter(pk=story.framework_id).first(),
            "activity": Activity.objects.visible_to(user).filter(pk=story.activity_id).first(),
            "trials": sum(response.is_trial for response in responses),
            "responses": responses,
            "can_change": can_change(user, story),
            "form": form if can_respond(user, story) else None,
        },
        status=status,
    )


@form_page
def story_write(request):
    """Write a new story; `?activity=` (its name in the address) says where it began."""
    if not can_write(request.user):
        raise Http404
    slug = request.GET.get("activity")
    began_at = Activity.objects.visible_to(request.user).filter(slug=slug).first() if slug else None
    given = {"activity": began_at, "theme": began_at.theme_id, "framework": began_at.framework_id} if began_at else {}
    return _write(request, PracticeStory(), initial=given)


@form_page
def story_edit(request, slug):
    return _write(request, _own_story(request, slug))


def _own_story(request, slug):
    story = _story_of(request, slug)
    if not can_change(request.user, story):
        raise PermissionDenied
    return story


def _write(request, story, initial=None):
    """The guided page. Its two buttons save a draft, or save and go on to sharing."""
    now = timezone.now()
    form = StoryForm(request.POST or None, instance=story, by=request.user, now=now, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            story = actions.write_story(story=form.instance, by=request.user, now=now)
        except actions.TitleTaken:
            form.add_error("title", _("You already have a story with this title. Give this one another title."))
        else:
            return _after_writing(request, story)
    return render(request, "practice/story_write.html", {"form": form, "story": story})


def _after_writing(request, story):
    if "share" in request.POST:
        return redirect("practice:story_publish", story.slug)
    if story.is_published:
        messages.success(request, _("Saved. Your readers see the new text."))
    else:
        messages.success(request, _("Saved as a draft. Only you can read it."))
    return redirect(story)


@form_page
def story_publish(request, slug):
    """Choose who may read it: exactly who, before anyone does."""
    story, now = _own_story(request, slug), timezone.now()
    circles = circles_for(story, on=timezone.localdate(now))
    current = next((circle for circle in circles if circle.holds(story)), None)
    form = ShareForm(request.POST or None, circles=circles, initial={"circle": current and current.key})
    if request.method == "POST" and form.is_valid():
        circle = form.cleaned_data["circle"]
        try:
            actions.share_story(story=story, circle=circle, by=request.user, now=now)
        except actions.NothingToTell:
            form.add_error(None, _("Tell what you did and what happened first. Then you can share your story."))
        else:
            messages.success(request, _("Your story is shared: %(circle)s.") % {"circle": circle.title})
            return redirect(story)
    return render(request, "practice/story_publish.html", {"form": form, "story": story})


@form_page
def story_take_back(request, slug):
    story = _own_story(request, slug)
    if request.method == "POST":
        actions.take_back_story(story=story, by=request.user)
        messages.success(request, _("You took your story back. Only you can read it now."))
        return redirect(story)
    return render(request, "practice/story_take_back.html", {"story": story})


@form_page
def story_delete(request, slug):
    """Throw a draft away; what others can read is taken back first."""
    story = _own_story(request, slug)
    if story.is_published:
        return redirect("practice:story_take_back", story.slug)
    if request.method == "POST":
        actions.delete_draft(story=story, by=request.user)
        messages.success(request, _("You threw the draft “%(title)s” away.") % {"title": story.title})
        return redirect("practice:story_list")
    return render(request, "practice/story_delete.html", {"story": story})


@require_POST
def response_give(request, slug):
    story = _story_of(request, slug)
    if not can_respond(request.user, story):
        raise PermissionDenied
    form = ResponseForm(request.POST, story=story)
    if not form.is_valid():
        return _show(request, story, form, status=422)
    try:
        actions.respond(story=story, by=request.user, now=timezone.now(), **form.cleaned_data)
    except actions.AlreadySaid:
        messages.info(request, _("You already sent this response. It is below the story."))
    except PracticeStory.DoesNotExist:  # taken back while one was writing
        raise Http404 from None
    else:
        messages.success(request, _("Thank you. %(author)s can read your response now.") % {"author": story.author})
    return redirect(f"{story.get_absolute_url()}#responses")


@require_POST
def response_remove(request, slug, pk):
    """Take back what one said oneself."""
    story = _story_of(request, slug)
    response = get_object_or_404(story.responses.visible_to(request.user), pk=pk)
    if not can_remove(request.user, response):
        raise PermissionDenied
    actions.remove_response(response=response, by=request.user)
    messages.success(request, _("Your response is gone."))
    return redirect(f"{story.get_absolute_url()}#responses")
