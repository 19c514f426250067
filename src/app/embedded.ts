// Whether the page is shown in its compact form, in a frame of another page: ?embed=1. Then it stores
// nothing, takes no keys beyond its own controls, and &play=1 lets it run though its link names a moment.

const asked = new URLSearchParams(location.search)

export const isEmbedded = asked.get('embed') === '1'
export const playsAtOnce = isEmbedded && asked.get('play') === '1'
