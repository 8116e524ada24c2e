# The frame of every page: header, footer, banner, and what scripts say.

frame-skip = Skip to the content
frame-description = Two anonymous answers side by side. You judge; the votes make a live leaderboard.
frame-home = Agon, to the start
frame-main = Main
frame-battle = Battle
frame-leaderboard = Leaderboard
frame-insights = Insights
frame-data = Data
frame-about = About
frame-foot = Agon: a self-hosted arena for human preference.
frame-foot-ratings = How ratings are made
frame-foot-votes = All votes as files
frame-foot-api = API

frame-theme-auto = Auto
frame-theme-light = Light
frame-theme-dark = Dark
# Said by screen readers; $now and $next are two of the three words above.
frame-theme-switch = { $now } theme; switch to { $next }

frame-language = Language

frame-notice = Notice
# $connect is a link with the words of frame-demo-connect; $init and $serve are commands.
frame-demo = This is the demo: recorded answers in six styles. { $connect }: run { $init }, then { $serve }.
frame-demo-connect = Connect your own models

frame-arenas = Arenas
frame-weights-open = open weights
frame-weights-closed = closed weights
frame-votes = { $count ->
    [one] { $count } vote
   *[other] { $count } votes
}
frame-models = { $count ->
    [one] { $count } model
   *[other] { $count } models
}
# $price is an amount of money.
frame-per-million = { $price } per M tokens

frame-copy = Copy
frame-copy-code = Copy this code
frame-copied = Copied.

# In answers: the name of a table, and what stands in the place of an image.
frame-table = Table
frame-image = image

# 18 Nov 2026, 19:58 UTC
frame-moment = { $day } { $month } { $year }, { $time } UTC
frame-month-1 = Jan
frame-month-2 = Feb
frame-month-3 = Mar
frame-month-4 = Apr
frame-month-5 = May
frame-month-6 = Jun
frame-month-7 = Jul
frame-month-8 = Aug
frame-month-9 = Sep
frame-month-10 = Oct
frame-month-11 = Nov
frame-month-12 = Dec
frame-history = History
frame-foot-privacy = Privacy
