"""What an action answers when it cannot do what was asked, in words for the person who asked."""


class Refusal(Exception):
    """An expected failure of an action. Its text is a sentence for a person; views show it, nothing was changed."""

    sentence = ""

    def __init__(self, sentence=None):
        super().__init__(sentence or self.sentence)

    def __str__(self):
        return str(self.args[0])
