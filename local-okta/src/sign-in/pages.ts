import { type Html, html, raw } from '../pages/html.ts'
import { page } from '../pages/layout.ts'

export type SignInView = {
  org: string
  action: string
  step: 'username' | 'password'
  username?: string | undefined
  app?: string | undefined
  error?: string | undefined
}

/** Username first, then password: the two steps of Okta's sign-in. */
export function signInPage(view: SignInView): Html {
  const { org, action, step, username = '', app, error } = view
  const aim = app ? `to continue to ${app}` : `to ${org}`
  return page({
    title: 'Sign in',
    org,
    body: html`<main class="card narrow">
    <h1>${step === 'username' ? 'Sign in' : 'Verify with your password'}</h1>
    <p class="quiet">${step === 'username' ? aim : html`<span class="mono">${username}</span>`}</p>
    ${error && html`<p class="error" role="alert">${error}</p>`}
    <form method="post" action="${action}">
      <input type="hidden" name="step" value="${step}">
      ${step === 'username' ? usernameField(username) : passwordField(username)}
    </form>
    ${step === 'password' && html`<p><a class="back" href="${action}">Back to sign in</a></p>`}
  </main>`,
  })
}

function usernameField(username: string): Html {
  return html`<div class="field">
        <label for="username">Username</label>
        <input id="username" name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
      </div>
      <button class="primary wide">Next</button>`
}

function passwordField(username: string): Html {
  return html`<input type="hidden" name="username" value="${username}">
      <div class="field">
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
      </div>
      <button class="primary wide">Verify</button>`
}

/** The interaction is gone: finished in another tab, too old, or its session was cleared. */
export function staleSignInPage(org: string): Html {
  return page({
    title: 'Sign-in expired',
    org,
    body: html`<main class="card narrow">
    <h1>This sign-in is over</h1>
    <p>It was finished in another tab, or it waited too long. Start again from the app you came from.</p>
    <p><a class="button" href="/app/UserHome">Go to the dashboard</a></p>
  </main>${raw('')}`,
  })
}
