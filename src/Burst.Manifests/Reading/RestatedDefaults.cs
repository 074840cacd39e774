namespace Burst.Manifests.Reading;

/// <summary>
/// Pod spec fields that exported objects carry and that only restate what Burst does anyway. They are accepted at exactly that value.
/// </summary>
internal static class RestatedDefaults
{
    public static void AcceptIn(FieldReader spec)
    {
        spec.Only("schedulerName", "default-scheduler");
        spec.Only("serviceAccountName", "default");
        spec.Only("serviceAccount", "default");
        spec.OnlyFlag("automountServiceAccountToken", "false");
        spec.OnlyFlag("hostNetwork", "false");
        spec.OnlyFlag("hostPID", "false");
        spec.OnlyFlag("hostIPC", "false");
        spec.OnlyFlag("hostUsers", "true");
        spec.OnlyFlag("shareProcessNamespace", "false");

        // There are no Services whose variables could be set, so both values come to the same.
        spec.OnlyFlag("enableServiceLinks", "true", "false");
    }

    public static void AcceptInContainer(FieldReader container)
    {
        container.Only("terminationMessagePath", "/dev/termination-log");
        container.Only("terminationMessagePolicy", "File");
        container.OnlyFlag("stdin", "false");
        container.OnlyFlag("stdinOnce", "false");
        container.OnlyFlag("tty", "false");
        foreach (var policy in container.List("resizePolicy"))
        {
            policy.Only("resourceName", "cpu", "memory");
            policy.Only("restartPolicy", "NotRequired");
            policy.Finish();
        }
    }
}
