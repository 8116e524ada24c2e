# Comment cela fonctionne.

about-title = Comment cela fonctionne
about-lead = Vous posez une question ; deux modèles répondent côte à côte sans nom ; vous dites quelle réponse est la meilleure. Beaucoup de votes de ce genre font un classement.

about-battle = Un duel
about-battle-text = Une question va à deux modèles tirés au sort, tout comme leurs côtés. Les deux réponses s’affichent à la même cadence, si bien qu’un modèle rapide n’a aucun avantage sur un modèle lent. Tant que vous n’avez pas voté, vous pouvez poser aux deux une question de suivi. Si une réponse échoue ou s’interrompt, le duel est annulé : il ne compte pour personne.

about-votes = Ce qu’est un vote
about-votes-text = Un choix parmi quatre : A est meilleure, B est meilleure, égalité, les deux sont mauvaises. Un duel ne reçoit qu’un vote, et il est définitif. Le vote est écrit sur le disque avant que vous ne voyiez qui était qui.
about-votes-kept = Un vote dont les notes ne tiennent pas compte est tout de même conservé, avec la raison à côté. Rien n’est effacé ; { $link }.
about-votes-link = chaque vote peut être téléchargé

about-ratings = Comment sont calculées les notes
about-model = Modèle.
about-model-text = Bradley-Terry : la probabilité qu’un modèle soit préféré à un autre ne dépend que de la différence de leurs notes. Une égalité et « les deux sont mauvaises » comptent une demi-victoire pour chacun.
about-scale = Échelle.
about-scale-text = 400 points correspondent à une cote de dix contre un. La moyenne de tous les modèles qui ont des votes est 1000. Ainsi, avec 100 points de plus, on est préféré dans environ 64 votes sur 100.
about-uncertainty = Incertitude.
about-uncertainty-text = Chaque note a un intervalle à 95 % issu de l’estimateur sandwich, qui ne suppose pas que le modèle soit exactement juste.
about-rank = Rang.
about-rank-text = Un de plus que le nombre de modèles dont l’intervalle est entièrement au-dessus. La plage va jusqu’au pire rang que permettent les intervalles : les modèles dont les intervalles se chevauchent partagent un rang.
about-full = En détail.
about-full-text = Formules, autres sortes d’intervalles, ce qui n’a pas de nombre et pourquoi : { $link }.
about-full-link = la méthodologie
about-provisional = Provisoire.
about-provisional-text = Il y a encore peu de votes ; les chiffres sont affichés, mais attendez-vous à ce qu’ils bougent.
about-all-won = Tous les votes gagnés ou perdus.
about-all-won-text = Aucune note finie ne convient alors aux votes, et aucune n’est inventée.
about-disconnected = Non relié.
about-disconnected-text = Aucune chaîne de votes ne relie le modèle aux autres, ils ne peuvent donc pas être comparés.
about-order = L’ordre des votes n’a pas d’importance, et les mêmes votes donnent toujours le même classement.

about-blind = À l’aveugle jusqu’au vote
about-blind-text = Avant votre vote, rien de ce qui quitte le serveur ne dépend de qui répond : ni nom, ni identifiant, ni ordre, ni message d’erreur, et rien ne montre lequel des deux est le plus lent. Les noms arrivent avec la réponse à votre vote.

about-privacy = Confidentialité
about-privacy-text = Il n’y a pas de compte. Un cookie garde un nombre aléatoire, pour que vos duels restent les vôtres ; deux autres retiennent vos couleurs et votre langue, si vous les choisissez. Questions, réponses et votes sont conservés sans votre nom ni votre adresse, et les questions sont envoyées aux modèles connectés : n’écrivez rien de confidentiel. Cette page ne charge rien d’autres serveurs.

about-connect = Connectez vos propres modèles
about-connect-text = { $init } cherche des serveurs de modèles sur cette machine et des clés dans l’environnement, et écrit { $file } ; { $serve } démarre le site. À la main, cela ressemble à ceci :
about-connect-check = Tout serveur qui parle le protocole d’OpenAI, d’Anthropic ou de Gemini convient. { $check } dit ce qui ne va pas avant tout le monde.

about-methodology = Comment sont calculées les notes
about-methodology-english = Ce chapitre n’existe qu’en anglais.
