export async function installHost() {}
