# La page qui demande une question.

ask-title = Deux réponses, aucun nom
ask-head-answers = Deux réponses.
ask-head-names = Aucun nom.
ask-head-judge = À vous de juger.
ask-lead = Demandez ce que vous voulez. Deux modèles répondent côte à côte ; vous apprenez qui ils sont après votre vote.
ask-prompt = Votre question
ask-placeholder = Demandez ce que vous voulez
ask-compare = Comparer
ask-suggestions = Suggestions
ask-recorded-lead = Deux modèles ont répondu à cette question. Vous apprenez qui ils sont après votre vote.
ask-question = La question
ask-next = Question suivante
ask-all = { $count ->
    [one] { $count } question en tout
    [many] { $count } de questions en tout
   *[other] Les { $count } questions
}
ask-closed = Cette arène n’a pas encore deux modèles capables de répondre.
ask-closed-direct = Aucun modèle de cette arène ne peut encore répondre.
ask-connect = Comment connecter des modèles
ask-no-votes = Aucun vote pour l’instant : le vôtre sera le premier.
ask-votes = Jusqu’ici { $votes } pour classer { $models }.
ask-kept = Votre question est conservée sans votre nom ; { $link }.
ask-kept-link = comment comptent les votes

ask-suggestion-1 = Organise un dimanche pluvieux à Lyon pour deux adultes et un adolescent qui s’ennuie
ask-suggestion-2 = Explique pourquoi le ciel est bleu à une enfant curieuse de huit ans, puis à un physicien
ask-suggestion-3 = Écris un haïku sur l’entropie, puis explique la plaisanterie
ask-suggestion-4 = Explique l’inflation en trois phrases
ask-suggestion-5 = Pour 600 km, l’avion ou la voiture : qu’est-ce qui coûte le moins ? Montre ton estimation
ask-suggestion-6 = Trouve l’erreur : `for i in range(len(xs)): if xs[i] < 0: xs.pop(i)`

ask-surprise = Surprenez-moi
ask-surprise-1 = Décris une couleur à quelqu’un qui n’en a jamais vu
ask-surprise-2 = Écris un courriel poli pour refuser une réunion
ask-surprise-3 = Qu’est-ce qui changerait si la Lune disparaissait ce soir ?
ask-surprise-4 = Invente un jeu de société pour deux avec une pièce et un crayon pour tout matériel
ask-surprise-5 = Explique le problème de Monty Hall de façon à convaincre un sceptique
ask-surprise-6 = Propose une semaine de dîners bon marché sans four
ask-surprise-7 = Écris une requête SQL qui donne le deuxième salaire le plus élevé de chaque service
ask-surprise-8 = Défends puis attaque les devoirs à la maison, et prends parti
