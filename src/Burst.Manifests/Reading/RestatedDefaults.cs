using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>
/// Pod spec fields that exported objects carry and that only restate what Burst does anyway. They are accepted at exactly that value.
/// </summary>
internal static class RestatedDefaults
{
    private const string TokenVolumePrefix = "kube-api-access-";
    private const string TokenMountPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static void AcceptIn(FieldReader spec)
    {
        spec.Only("dnsPolicy", "ClusterFirst");
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
        foreach (var volume in spec.List("volumes"))
            AcceptVolume(volume);
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

        foreach (var mount in container.List("volumeMounts"))
            AcceptMount(mount);
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

    private static void AcceptVolume(FieldReader volume)
    {
        var name = (volume.Find("name")?.Value as ScalarNode)?.Text ?? "";
        var (context, at, path) = (volume.Context, volume.At, volume.Path);
        if (name.StartsWith(TokenVolumePrefix, StringComparison.Ordinal) && volume.Has("projected"))
            context.Warn(at, path, "is left out: it holds a token for the Kubernetes API that the pod was exported from");
        else
            context.Error(at, path, "volumes are not supported yet; remove it, or pass small data as env from a ConfigMap or Secret");
    }

    private static void AcceptMount(FieldReader mount)
    {
        if (!Is(mount, "mountPath", TokenMountPath))
            mount.Context.Error(mount.At, mount.Path, "volume mounts are not supported yet; remove it");
    }

    private static bool Is(FieldReader fields, string name, string text) => fields.Find(name)?.Value is ScalarNode scalar && scalar.Text == text;
}
