/**
 * The application as a person uses it: a real Chromium, the real service worker, the WAR on Payara
 * Micro. Contexts of the browser are devices.
 */
@NullMarked
package org.tidebook.e2e;

import org.jspecify.annotations.NullMarked;
