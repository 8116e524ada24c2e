# A model, models beside each other, and groups of models.

model-active-size = Active parameters
model-price-read = Price, read
model-price-written = Price, written
model-no-place = This model is on no board yet.
model-rank = Rank { $rank } (range { $range }), rating { $rating }
model-unranked = Not ranked yet.
model-strengths = Strengths by category
model-category = Category
model-best = Does best against
model-worst = Does worst against
model-won = Won
model-expected = Expected by ratings
# The ends of a 95% interval.
model-share-interval = ({ $low } to { $high })
model-compare = Compare with others
model-said = What voters say
model-said-of = Counted in { $votes } with a reason, newest first.
model-samples = Battles made public
model-samples-lead = Their voters allow them to be read.
model-versions = Versions
model-added = added
model-removed = removed
model-changed = settings changed
model-renamed = { $before } is now called { $after }.

compare-title = Compare models
compare-lead = Pick two to five models.
compare-model = Model { $number }
compare-pairs = Head to head
compare-pair = Pair
compare-against = { $first } against { $second }
compare-points = Points apart
compare-never-met = never met
compare-no-scale = no common scale
compare-facts = Facts
compare-fact = Fact

# $models is "59 models".
group-best = Best: { $name }, rank { $rank } of { $models }.
