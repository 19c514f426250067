// How the page is built and served, and how the tests run.
// The page must be cross-origin isolated wherever we serve it (the simulation's threads share
// memory); the built page also runs under a strict content security policy.
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { keepOffline } from './scripts/offlinePlugin.ts'
import { propertySeed } from './scripts/property-seed.mjs'

const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  // React's style attributes and uPlot write inline styles.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ')

/** The built page says the policy itself, for hosts that send no headers. */
const policyInPage: Plugin = {
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml(_, { path }) {
    if (path !== '/index.html') return []
    const attrs = { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy }
    return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }]
  },
}

const testFiles = 'src/**/*.test.{ts,tsx}'
const browserTestFiles = 'src/**/*.browser.test.ts'

// Constants stay constants: as variables the engine runs a tenth slower (docs/performance.md).
const output = { topLevelVar: false }

export default defineConfig({
  // No page but index.html: a file that is missing is missing, not answered with the page.
  appType: 'mpa',
  // Relative addresses: the build works under any sub-path of any static host.
  base: './',
  plugins: [react(), policyInPage, keepOffline()],
  worker: { format: 'es', rolldownOptions: { output } },
  // Found late otherwise, which makes the first development load reload itself.
  optimizeDeps: { include: ['seedrandom', 'comlink', 'pixi.js', 'zustand/vanilla'] },
  build: { target: 'es2023', sourcemap: true, rolldownOptions: { output } },
  server: { headers: isolationHeaders },
  preview: {
    headers: {
      ...isolationHeaders,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [testFiles],
          benchmark: { include: ['src/**/*.bench.ts'] },
          exclude: [browserTestFiles, 'node_modules/**'],
          setupFiles: ['src/testing/propertySeed.ts'],
          provide: { propertySeed: propertySeed() },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Vitest would leave a core idle.
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Run in Node, driving a real browser over the served build, two at a time.
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: [browserTestFiles],
          benchmark: { include: [] },
          exclude: ['node_modules/**'],
          globalSetup: ['scripts/serve-for-browser-tests.ts'],
          // They wait more than they compute.
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
