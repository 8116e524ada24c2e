# Pages d’erreur. Aucune ne dit quel modèle ou serveur a failli.

problem-start = Commencer un duel
problem-title-400 = Demande illisible
problem-title-403 = Non autorisé
problem-title-404 = Introuvable
problem-title-405 = Impossible ici
problem-title-408 = Trop lent
problem-title-409 = Trop tard
problem-title-413 = Trop long
problem-title-422 = Inutilisable
problem-title-429 = Trop de demandes
problem-title-500 = Quelque chose a mal tourné
problem-title-503 = Pas pour le moment
problem-title-other = Non effectué

problem-nothing-here = Il n’y a rien à cette adresse.
problem-no-arena = Cette arène n’existe pas.
problem-no-battle = Ce duel n’existe pas dans ce navigateur.
problem-prompt = Cette question ne peut pas servir ici : elle est vide, ou cette arène n’a pas de réponse pour elle.
problem-prompt-long = La question peut avoir au plus { $max } caractères.
problem-not-ready = Les deux réponses doivent d’abord être terminées.
problem-void = Ce duel est nul et ne prend aucun vote.
problem-already = Ce duel a déjà un vote, et il dit autre chose.
problem-ended = Ce duel est terminé.
problem-turns = Ce duel a déjà tous les tours permis.
problem-stuck = Ce duel ne peut pas continuer ; votez ou commencez-en un nouveau.
problem-database = La base de données ne répond pas pour le moment. Veuillez réessayer.
problem-closing = Le serveur redémarre. Réessayez dans un instant.
problem-full = Beaucoup de duels sont en cours. Réessayez dans un instant.
problem-few-models = Cette arène a pour le moment moins de deux modèles qui répondent.
problem-other-site = Cette demande venait d’un autre site, elle n’a donc pas été exécutée.
problem-too-many = Trop de demandes depuis cette adresse. Patientez un instant.
problem-too-slow = L’envoi a mis trop de temps à arriver.
problem-too-long = C’est trop long pour être envoyé.
problem-form = Le formulaire n’a pas pu être lu. Revenez en arrière et réessayez.
problem-internal = Quelque chose a mal tourné ici, et ce n’était pas vous. Référence : { $reference }
problem-detail = Le serveur dit : { $detail }
