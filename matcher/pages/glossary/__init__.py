"""The glossary: words of funders, each with an anchor. How pages lead to them: `matcher.speech.explaining`."""
