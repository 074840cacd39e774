using Burst.Manifests.Parsing;

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
        spec.Only("preemptionPolicy", "PreemptLowerPriority");
        spec.OnlyInteger("priority", "0");
        spec.OnlyFlag("automountServiceAccountToken", "false");
        spec.OnlyFlag("hostNetwork", "false");
        spec.OnlyFlag("hostPID", "false");
        spec.OnlyFlag("hostIPC", "false");
        spec.OnlyFlag("hostUsers", "true");
        spec.OnlyFlag("shareProcessNamespace", "false");

        // There are no Services whose variables could be set, so both values come to the same.
        spec.OnlyFlag("enableServiceLinks", "true", "false");
        foreach (var toleration in spec.List("tolerations"))
            AcceptToleration(toleration);
    }

    public static void AcceptInContainer(FieldReader container)
    {
        container.Only("terminationMessagePath", "/dev/termination-log");
        container.Only("terminationMessagePolicy", "File");

        // Which of the two is Kubernetes' default depends on the image's tag; a host pulls what it does not have.
        container.Only("imagePullPolicy", "IfNotPresent", "Always");
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

    /// <summary>The two tolerations that Kubernetes adds to every pod.</summary>
    private static void AcceptToleration(FieldReader toleration)
    {
        if (!Is(toleration, "key", "node.kubernetes.io/not-ready") && !Is(toleration, "key", "node.kubernetes.io/unreachable"))
        {
            toleration.Context.Error(
                toleration.At, toleration.Path, "tolerations are not supported yet, but for those Kubernetes adds itself; remove it");
            return;
        }

        toleration.Only("operator", "Exists");
        toleration.Only("effect", "NoExecute");
        toleration.OnlyInteger("tolerationSeconds", "300");
        toleration.Finish("value");
    }

    private static bool Is(FieldReader fields, string name, string text) => fields.Find(name)?.Value is ScalarNode scalar && scalar.Text == text;
}
