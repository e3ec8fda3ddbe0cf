// The page of a press that is still being done: its form is sent again by itself, until the first press has an answer.
setTimeout(() => document.getElementById("again").requestSubmit(), 1500);
