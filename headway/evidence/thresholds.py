"""How few are too few, and how alike is too alike: each limit once, with its reason."""

from __future__ import annotations

# Of so few a month neither a count, nor those met or those not met of a share, can be judged month by month: chance alone
# lights one icon in five at 0.3 a month and one in sixteen at 1 (docs/reference/false-alarms-study.md).
LEAST_A_MONTH = 3
# A p or u chart's limits are near normal from so many expected a month on (the usual rule for a binomial).
LEAST_EXPECTED = 5
# Of fewer children a month the share has so few possible values that a claim in a place is not judged by it.
LEAST_CHILDREN = 5
# Above this, of the correlation of the same row's answers at neighbouring month ends times the share of rows that stay (of
# a count, of the share of those counted who are counted a month later too), months are mostly the same children: moving
# ranges are far too small, and over half of all icons would be chance.
SAME_CHILDREN_LIMIT = 0.2
# Months that are alike by more than this, in what is charted, get a caution.
ALIKE_LIMIT = 0.2
