# The page that describes the API.
docs-title = API
docs-back = Back to the data
# $link is a file's name.
docs-script = This page needs JavaScript. What it shows stands in { $link } too.
