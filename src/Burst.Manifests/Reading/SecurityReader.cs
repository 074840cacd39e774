using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>Reads the security contexts of pods and their containers. What no host of Burst can keep is refused by its name.</summary>
internal static partial class SecurityReader
{
    public static PodSecurity? ReadPod(FieldReader spec)
    {
        if (spec.Fields("securityContext") is not { } fields)
            return null;
        ImmutableArray<Sysctl> sysctls = [.. fields.List("sysctls").Select(ReadSysctl)];
        ImmutableArray<long> groups = [.. fields.Integers("supplementalGroups", min: 0)];
        var read = new PodSecurity
        {
            RunAsUser = fields.Integer("runAsUser", min: 0),
            RunAsGroup = fields.Integer("runAsGroup", min: 0),
            SupplementalGroups = groups.IsEmpty ? null : groups,
            Sysctls = sysctls.IsEmpty ? null : sysctls,
        };
        AcceptProfile(fields);
        if (fields.Flag("runAsNonRoot") == true && read.RunAsUser is null or 0)
            fields.Error("runAsNonRoot", "needs runAsUser beside it, not 0: who an image runs as is not known before it is there");
        fields.Finish("appArmorProfile", "fsGroup", "fsGroupChangePolicy", "seLinuxChangePolicy", "seLinuxOptions", "supplementalGroupsPolicy", "windowsOptions");
        return read == new PodSecurity() ? null : read;
    }

    public static ContainerSecurity? ReadContainer(FieldReader container, PodSecurity? pod)
    {
        if (container.Fields("securityContext") is not { } fields)
            return null;
        fields.OnlyFlag("privileged", "false");
        fields.Only("procMount", "Default");
        AcceptProfile(fields);
        var (add, drop) = fields.Fields("capabilities") is { } capabilities ? ReadCapabilities(capabilities) : ([], []);
        var read = new ContainerSecurity
        {
            RunAsUser = fields.Integer("runAsUser", min: 0),
            RunAsGroup = fields.Integer("runAsGroup", min: 0),
            ReadOnlyRootFilesystem = fields.Flag("readOnlyRootFilesystem"),
            AllowPrivilegeEscalation = fields.Flag("allowPrivilegeEscalation"),
            AddCapabilities = add.IsEmpty ? null : add,
            DropCapabilities = drop.IsEmpty ? null : drop,
        };
        if (fields.Flag("runAsNonRoot") == true && (read.RunAsUser ?? pod?.RunAsUser) is null or 0)
            fields.Error("runAsNonRoot", "needs runAsUser beside it, not 0: who an image runs as is not known before it is there");
        fields.Finish("appArmorProfile", "seLinuxOptions", "windowsOptions");
        return read == new ContainerSecurity() ? null : read;
    }

    private static (ImmutableArray<string> Add, ImmutableArray<string> Drop) ReadCapabilities(FieldReader fields)
    {
        var read = (fields.Texts("add", CapabilityProblem), fields.Texts("drop", CapabilityProblem));
        fields.Finish();
        return read;
    }

    /// <summary>Every runtime has one of its own, and none takes another from here.</summary>
    private static void AcceptProfile(FieldReader fields)
    {
        if (fields.Fields("seccompProfile") is not { } profile)
            return;
        profile.Only("type", "RuntimeDefault");
        profile.Finish("localhostProfile");
    }

    private static Sysctl ReadSysctl(FieldReader fields)
    {
        var read = new Sysctl(fields.RequiredText("name", "a kernel setting such as net.core.somaxconn", SysctlProblem), fields.RequiredText("value", "the setting's value, as a string"));
        fields.Finish();
        return read;
    }

    /// <summary>Others are the whole machine's.</summary>
    private static string? SysctlProblem(string name) =>
        SysctlPattern().IsMatch(name) ? null : $"must be a setting of the pod's own, net.*, kernel.shm*, kernel.msg*, kernel.sem or fs.mqueue.*, not {NodeText.Quote(name)}";

    private static string? CapabilityProblem(string name) =>
        CapabilityPattern().IsMatch(name) ? null : $"must be a capability such as NET_ADMIN, without CAP_, or ALL, not {NodeText.Quote(name)}";

    [GeneratedRegex(@"\A(net|fs\.mqueue)(\.[-_a-z0-9]+)+\z|\Akernel\.(shm|msg)[a-z_]+\z|\Akernel\.sem\z")]
    private static partial Regex SysctlPattern();

    [GeneratedRegex(@"\A(?!CAP_)[A-Z][A-Z_]*\z")]
    private static partial Regex CapabilityPattern();
}
