// Shows which password rules are met while one types, reveals the password, and keeps the mailbox current.
const password = document.getElementById("password");
const rules = document.getElementById("rules");
const reveal = document.querySelector(".reveal");

if (password && rules) {
  const items = [...rules.querySelectorAll("[data-rule]")].map((item) => {
    const state = document.createElement("span");
    state.className = "state";
    item.append(" ", state);
    return { item, state, pattern: new RegExp(item.dataset.rule, "u") };
  });
  const check = () => {
    let allMet = true;
    for (const { item, state, pattern } of items) {
      const met = pattern.test(password.value);
      allMet &&= met;
      item.classList.toggle("met", met);
      state.textContent = met ? rules.dataset.met : rules.dataset.open;
    }
    password.setCustomValidity(allMet || password.value === "" ? "" : rules.querySelector("p").textContent);
    password.toggleAttribute("aria-invalid", false);
  };
  password.addEventListener("input", check);
  check();
}

if (password && reveal) {
  reveal.hidden = false;
  reveal.addEventListener("click", () => {
    const shown = password.type === "password";
    password.type = shown ? "text" : "password";
    reveal.setAttribute("aria-pressed", String(shown));
    reveal.setAttribute("aria-label", shown ? reveal.dataset.hide : reveal.dataset.show);
    password.focus();
  });
}

// A second press of the button would spend a second attempt.
for (const form of document.forms) {
  form.addEventListener("submit", () => form.setAttribute("aria-busy", "true"));
  form.addEventListener("submit", (event) => form.dataset.sent ? event.preventDefault() : (form.dataset.sent = "1"));
}
addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});

const mails = document.getElementById("mails");
if (mails) {
  setInterval(async () => {
    if (document.hidden) {
      return;
    }
    const page = await fetch(location.href).then((response) => response.text()).catch(() => "");
    const next = new DOMParser().parseFromString(page, "text/html").getElementById("mails");
    if (next && next.innerHTML !== mails.innerHTML) {
      mails.replaceChildren(...next.childNodes);
    }
  }, 2000);
}
