share-title = Partagé
share-make = Partager par un lien
share-stop = Ne plus partager
share-heading = Deux réponses côte à côte
share-hidden = Les modèles restent cachés jusqu’au vote de la personne qui a posé la question.
share-told = Quelqu’un a posé cette question ici et partage les réponses.
share-choice = Son vote : { $choice }
share-own = Posez votre question
