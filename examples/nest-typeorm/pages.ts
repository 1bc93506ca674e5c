import type { Visitor } from './visitor.js';

export function loginPage(problem = 'Everybody’s password is “teapot”.'): string {
  const accounts = ['ada', 'ben', 'bea', 'carl', 'cora'].map(
    (name) => `<option value="${name}@example.com">${name}@example.com</option>`,
  );
  return page(`
    <p>${problem}</p>
    <form method="post" action="/login">
      <p><label>E-mail <input name="email" type="email" list="accounts" required autofocus></label></p>
      <datalist id="accounts">${accounts.join('')}</datalist>
      <p><label>Password <input name="password" type="password" required></label></p>
      <button>Log in</button>
    </form>
    <p>Ada is the admin, Ben and Bea are at the desk, Carl and Cora are customers.</p>`);
}

/** Names come from the database. */
export function homePage({ name, role }: Visitor): string {
  return page(`
    <p>You are ${escaped(name)}, ${{ admin: 'an admin', agent: 'at the desk', customer: 'a customer' }[role]}.</p>
    <p><a href="/graphql">GraphiQL</a> shows what you may see.</p>
    <form method="post" action="/logout"><button>Log out</button></form>`);
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>The desk</title><link rel="icon" href="data:,">
    <body style="font: 1rem/1.5 system-ui; max-width: 36rem; margin: 4rem auto"><h1>The desk</h1>${body}</body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
