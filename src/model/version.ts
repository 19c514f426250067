/** Changes whenever the same scenario and seed give other bits. Stands in links and exports. */
export const ENGINE_VERSION = '0.2.1'
