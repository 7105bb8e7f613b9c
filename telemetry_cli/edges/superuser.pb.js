// Gives the local server the superuser that `telemetry-cli serve` has made up. The password comes
// through the environment: arguments are visible to every user of the machine.
onBootstrap((event) => {
  event.next()
  const identity = $os.getenv("TELEMETRY_SUPERUSER")
  if (!identity) return
  $app.runAllMigrations()
  const superusers = $app.findCollectionByNameOrId("_superusers")
  let superuser
  try {
    superuser = $app.findAuthRecordByEmail(superusers, identity)
  } catch {
    superuser = new Record(superusers)
    superuser.set("email", identity)
  }
  superuser.set("password", $os.getenv("TELEMETRY_SUPERUSER_PASSWORD"))
  $app.save(superuser)
})
