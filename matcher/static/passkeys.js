// allauth's scripts tell of what went wrong by an event; here the page says it.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.getElementById("passkey-error");
  told.hidden = false;
  told.scrollIntoView({ block: "nearest" });
});
