"""Who would vouch for the user: supporters and above, with the strength of their ties."""

from backcast.accounts.models import Viewer
from backcast.engine.standing import STANDINGS
from backcast.engine.worth import Voucher
from backcast.ties.models import Tie

VOUCHING = STANDINGS[STANDINGS.index("supporter") :]


def vouchers(viewer: Viewer) -> list[Voucher]:
    """Every tie that counts when somebody must vouch; family stays out, as out of the whole plan. One query."""
    rows = Tie.objects.of(viewer).filter(standing__in=VOUCHING, person__is_owner=False).exclude(ring="family")
    return [Voucher(*told) for told in rows.order_by("pk").values_list("person_id", "standing", "strength")]
