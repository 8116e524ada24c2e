# The page that asks for a prompt.

ask-title = Two answers, no names
ask-head-answers = Two answers.
ask-head-names = No names.
ask-head-judge = You judge.
ask-lead = Ask anything. Two models answer side by side; you learn who they are after you vote.
ask-prompt = Your prompt
ask-placeholder = Ask anything
ask-compare = Compare
ask-suggestions = Suggestions
ask-recorded-lead = Two models have answered this question. You learn who they are after you vote.
ask-question = The question
ask-next = Next question
ask-all = { $count ->
    [one] { $count } question in all
   *[other] All { $count } questions
}
ask-closed = This arena has no two models that can answer yet.
ask-closed-direct = No model in this arena can answer yet.
ask-connect = How to connect models
ask-no-votes = No votes yet: yours will be the first.
# $votes is frame-votes, $models a link with the words of frame-models.
ask-votes = { $votes } so far rank { $models }.
# $link has the words of ask-kept-link.
ask-kept = Your prompt is kept without your name; { $link }.
ask-kept-link = how votes count

ask-suggestion-1 = Plan a rainy Sunday in Lyon for two adults and a bored teenager
ask-suggestion-2 = Explain why the sky is blue to a curious eight-year-old, then once more to a physicist
ask-suggestion-3 = Write a haiku about entropy, then explain the joke
ask-suggestion-4 = Explain inflation in three sentences
ask-suggestion-5 = Is it cheaper to fly or to drive 600 km? Show how you estimate it
# The code itself is the same in all languages.
ask-suggestion-6 = Find the bug: `for i in range(len(xs)): if xs[i] < 0: xs.pop(i)`

ask-surprise = Surprise me
# What the button sends: one of these by chance.
ask-surprise-1 = Describe a colour to someone who has never seen one
ask-surprise-2 = Write a polite email that says no to a meeting
ask-surprise-3 = What would change if the Moon vanished tonight?
ask-surprise-4 = Invent a board game for two that needs only a coin and a pencil
ask-surprise-5 = Explain the Monty Hall problem so that a sceptic believes it
ask-surprise-6 = Suggest a week of cheap dinners without an oven
ask-surprise-7 = Write an SQL query for the second-highest salary in each department
ask-surprise-8 = Argue for and against homework, then take a side
