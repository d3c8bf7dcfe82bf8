/* Passkeys. A form with data-passkey shows itself where the browser knows passkeys; elsewhere its explanation stays.
   data-options: the id of the JSON with what to ask of the device, or data-fetch: the address that gives it. */
"use strict";

(() => {
  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const withBytes = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

  async function make({ publicKey }) {
    const asked = {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    };
    const made = await navigator.credentials.create({ publicKey: asked });
    return answer(made, {
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports?.() || [],
    });
  }

  async function use({ publicKey }) {
    const asked = { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: withBytes(publicKey.allowCredentials) };
    const used = await navigator.credentials.get({ publicKey: asked });
    return answer(used, {
      authenticatorData: toText(used.response.authenticatorData),
      signature: toText(used.response.signature),
      userHandle: used.response.userHandle && toText(used.response.userHandle),
    });
  }

  const answer = (credential, response) => ({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
  });

  async function optionsOf(form) {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const got = await fetch(form.dataset.fetch, { headers: { Accept: "application/json" } });
    if (!got.ok) throw new Error("no options");
    return (await got.json()).request_options;
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const trouble = form.querySelector("[data-passkey-trouble]");
    if (!window.PublicKeyCredential) return;
    form.hidden = false;
    document.querySelectorAll("[data-without-passkeys]").forEach((note) => { note.hidden = true; });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      trouble.hidden = true;
      try {
        const options = await optionsOf(form);
        form.elements.credential.value = JSON.stringify(await (form.dataset.passkey === "make" ? make : use)(options));
        form.submit();
      } catch {
        trouble.hidden = false;
      }
    });
  });
})();
