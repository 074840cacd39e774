using System.Collections.Immutable;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

internal static class ContainerReader
{
    private static readonly string[] Unsupported = ["restartPolicy", "restartPolicyRules", "volumeDevices"];
    private static readonly string[] UnsupportedInInit = ["restartPolicyRules", "volumeDevices"];

    public static ContainerSpec Read(
        FieldReader fields, Uniqueness names, UniquePorts ports, ImmutableArray<Volume> volumes, PodSecurity? security)
    {
        var read = ReadCommon(fields, names, ports, volumes, security);
        read = ReadCare(fields, read);
        fields.Finish(Unsupported);
        return read;
    }

    /// <summary>An init container runs to its end: there is nothing to probe. A sidecar is one that is restarted, and is cared for as a container is.</summary>
    public static ContainerSpec ReadInit(
        FieldReader fields, Uniqueness names, UniquePorts ports, ImmutableArray<Volume> volumes, PodSecurity? security)
    {
        var read = ReadCommon(fields, names, ports, volumes, security);
        read = read with { IsSidecar = fields.Text("restartPolicy", SidecarProblem) is not null };
        if (read.IsSidecar)
            read = ReadCare(fields, read);
        foreach (var part in (read.IsSidecar ? [] : (string[])["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"]).Where(fields.Has))
            fields.Error(part, "is not for init containers, which run to their end; one with restartPolicy: Always may have it");
        if (!read.IsSidecar && read.Ports.Any(port => port.HostPort is not null))
            fields.Error("ports", "a hostPort is not for init containers, which run to their end; one with restartPolicy: Always may have it");
        fields.Finish(UnsupportedInInit);
        return read;
    }

    /// <summary>What looks after a container that goes on.</summary>
    private static ContainerSpec ReadCare(FieldReader fields, ContainerSpec read)
    {
        var (postStart, preStop) = LifecycleReader.Read(fields, read.Ports);
        return read with
        {
            LivenessProbe = ProbeReader.Read(fields, "livenessProbe", read.Ports, endsContainer: true),
            ReadinessProbe = ProbeReader.Read(fields, "readinessProbe", read.Ports, endsContainer: false),
            StartupProbe = ProbeReader.Read(fields, "startupProbe", read.Ports, endsContainer: true),
            PostStart = postStart,
            PreStop = preStop,
        };
    }

    private static ContainerSpec ReadCommon(
        FieldReader fields, Uniqueness names, UniquePorts ports, ImmutableArray<Volume> volumes, PodSecurity? security)
    {
        var name = fields.RequiredText("name", "the container's name in its pod", NameRules.Label);
        names.Claim(fields, "name", name);
        var read = new ContainerSpec
        {
            Name = name,
            Image = fields.RequiredText("image", "what to run, such as nginx:1.29", ImageProblem),
            PullPolicy = fields.Choice("imagePullPolicy", ("Always", PullPolicy.Always), ("IfNotPresent", PullPolicy.IfNotPresent), ("Never", PullPolicy.Never)),
            Command = fields.Texts("command", NameRules.NoNul),
            Args = fields.Texts("args", NameRules.NoNul),
            WorkingDir = fields.Text("workingDir", WorkingDirProblem),
            Env = EnvReader.ReadVariables(fields),
            EnvFrom = EnvReader.ReadSources(fields),
            Ports = [.. fields.List("ports").Select(port => PortReader.Read(port, ports))],
            VolumeMounts = VolumeMountReader.Read(fields),
            Security = SecurityReader.ReadContainer(fields, security),
        };
        read = ResourcesReader.Read(fields, read);
        VariableReferences.Refuse(fields, read);
        VolumeMountReader.CheckNames(fields, volumes);
        RestatedDefaults.AcceptInContainer(fields);
        return read;
    }

    private static string? SidecarProblem(string policy) =>
        policy == "Always" ? null : $"of an init container is Always, which makes a sidecar of it, or left out; not {NodeText.Quote(policy)}";

    private static string? ImageProblem(string image)
    {
        if (image.Trim().Length == 0)
            return "must not be empty; name an image such as nginx:1.29";
        return image.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
            ? $"{NodeText.Quote(image)} is not an image name; it must not contain spaces"
            : null;
    }

    private static string? WorkingDirProblem(string path) =>
        path.StartsWith('/') && !path.Contains('\0') ? null : $"must be an absolute path such as /app, not {NodeText.Quote(path)}";
}
