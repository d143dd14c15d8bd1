"""CreateDialog: a name and enter make a private repo; everything else has a default."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.core.offers import HARDWARE, LICENSES, SDKS
from hubtui.hub.changing import NewRepo, Visibility
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from hubtui.hub.names import why_no_id, why_no_name
from hubtui.screens.dialogs.dialog import Dialog, DialogField, Missing, row
from hubtui.widgets.choice_field import ChoiceField, Pick
from hubtui.widgets.working import after, start_work

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.timer import Timer
    from textual.widget import Widget

_KINDS = {Kind.MODEL: "model", Kind.DATASET: "dataset", Kind.SPACE: "Space"}
_FREE = HARDWARE[0]


class CreateDialog(Dialog[NewRepo]):
    """Asks what to create.

    Args:
        draft: what the fields hold at first; its id may lack the name.
        owners: under whom repos may be created, the user first; empty where that is not known.
        why_not: returns why nothing may be created under an owner, as a sentence; empty where it may.
        taken: tells whether there is such a repo already; None where it cannot be told. Raises nothing.
        rest: seconds without a letter after which that is asked.
        refused: why it is asked for again; empty where it is not.
    """

    def __init__(
        self,
        draft: NewRepo,
        owners: tuple[str, ...],
        *,
        why_not: Callable[[str], str] = lambda _: "",
        taken: Callable[[RepoRef], Awaitable[bool | None]],
        rest: float,
        refused: str = "",
    ) -> None:
        super().__init__(
            "New repo", "Create", hint="enter creates, tab goes on, escape cancels", refused=refused
        )
        owner, _, name = draft.ref.id.partition("/")
        self._user = owners[0] if owners else ""
        self._names = owners if owner in owners or not owner else (*owners, owner)
        self._why_no_owner = why_not
        self._taken = taken
        self._rest = rest
        self._timer: Timer | None = None
        self._judged: tuple[RepoRef, bool] | None = None
        """What was asked about last, and whether there is such a repo."""
        self._field = DialogField(name, placeholder="name, or owner/name")
        self._picked = owner
        """Under whom it is where the name does not say it."""
        self._owner = ChoiceField(self._owners, owner)
        self._kind = ChoiceField(
            [Pick(kind.value, word) for kind, word in _KINDS.items()], draft.ref.kind.value
        )
        self._visibility = ChoiceField(self._visibilities(draft.ref.kind), draft.visibility.value)
        licenses = [Pick("", "none"), *(Pick(each, each) for each in LICENSES)]
        self._license = ChoiceField(licenses, draft.license)
        self._sdk = ChoiceField([Pick(each, each) for each in SDKS], draft.sdk)
        self._hardware = ChoiceField(
            [Pick(each, each, "free" if each == _FREE else "costs money") for each in HARDWARE],
            draft.hardware,
        )
        self._sdk_row, self._hardware_row = row("SDK", self._sdk), row("Hardware", self._hardware)

    def parts(self) -> Iterable[Widget]:
        """The name first; the last two rows are for Spaces alone."""
        yield row("Name", self._field)
        yield row("Owner", self._owner)
        yield row("Kind", self._kind)
        yield row("Visibility", self._visibility)
        yield row("Licence", self._license)
        yield self._sdk_row
        yield self._hardware_row

    def on_mount(self) -> None:
        """Begin with the name."""
        self._show_kind()
        self.set_focus(self._field)

    @property
    def kind(self) -> Kind:
        """The kind that is picked."""
        return Kind(self._kind.value)

    @property
    def ref(self) -> RepoRef:
        """The repo as it would be called; a slash in the name gives another owner."""
        name = self._field.text
        return RepoRef(self.kind, name if "/" in name else f"{self._owner.value}/{name}")

    def answer(self) -> NewRepo | Missing:
        """Return the repo, or what is wrong with its name."""
        ref = self.ref
        if why := self._why_not():
            return Missing(why, self._field)
        if self._judged == (ref, True):
            return Missing(f"There is a {_KINDS[ref.kind]} called {ref.id} already", self._field)
        space = ref.kind is Kind.SPACE
        return NewRepo(
            ref=ref,
            visibility=Visibility(self._visibility.value),
            license=self._license.value,
            sdk=self._sdk.value if space else "",
            hardware=self._hardware.value if self._runs and self._hardware.value != _FREE else "",
        )

    def on_choice_field_changed(self, event: ChoiceField.Changed) -> None:
        """Handle another choice: of a Space there is more to choose; another owner or kind is another repo."""
        event.stop()
        if event.field in (self._kind, self._sdk):
            self._show_kind()
        if event.field is self._owner and "/" not in self._field.text:
            self._picked = self._owner.value
        if event.field in (self._kind, self._owner):
            self._visibility.show_picks(self._visibilities(self.kind))
            self._judge_later()

    def typed(self) -> None:
        """Say what is wrong with the name so far, else ask the Hub once the hand rests."""
        super().typed()
        self._owner.show_picks(self._owners, self._picked)
        self._visibility.show_picks(self._visibilities(self.kind))
        self._judge_later()

    @property
    def _owners(self) -> list[Pick]:
        """The owners to choose from; where the name says whose it is, that one."""
        typed, slash, _ = self._field.text.partition("/")
        if slash:
            return [Pick(typed, typed or "?", "as the name says")]
        return [Pick(each, each) for each in self._names] or [Pick("", "?")]

    def _why_not(self) -> str:
        name, owner = self._field.text, self.ref.id.partition("/")[0]
        why = why_no_id(name) if "/" in name else why_no_name(name) or why_no_id(self.ref.id)
        return why or self._why_no_owner(owner)

    def _show_kind(self) -> None:
        self._sdk_row.display = self.kind is Kind.SPACE
        self._hardware_row.display = self._runs

    @property
    def _runs(self) -> bool:
        """Whether it is a Space that runs on something: static pages do not."""
        return self.kind is Kind.SPACE and self._sdk.value != "static"

    def _visibilities(self, kind: Kind) -> list[Pick]:
        owner = self._owner.value
        is_mine = owner.lower() == self._user.lower()
        who = "only you see it" if is_mine else f"only members of {owner} see it"
        picks = [
            Pick(Visibility.PRIVATE, "private", who if owner else ""),
            Pick(Visibility.PUBLIC, "public", "everybody sees it"),
        ]
        if kind is Kind.SPACE:
            picks.append(Pick(Visibility.PROTECTED, "protected", "the app is public, its files are not"))
        return picks

    def _judge_later(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if not self.is_mounted or not self._field.text:
            return
        if why := self._why_not():
            self.tell(why)
        else:
            self._timer = after(self, self._rest, self._judge)

    def _judge(self) -> None:
        start_work(self, partial(self._ask, self.ref), group="name", exclusive=True)

    async def _ask(self, ref: RepoRef) -> None:
        """Ask the Hub whether there is such a repo, and say it unless the name is another one by now."""
        taken = await self._taken(ref)
        if taken is None or ref != self.ref or not self.is_current:
            return
        self._judged = (ref, taken)
        if taken:
            self.tell(f"There is a {_KINDS[ref.kind]} called {ref.id} already")
        else:
            self.note(f"{ref.id} is free; enter creates it")
