using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

internal static class ContainerReader
{
    public static ContainerSpec Read(FieldReader fields, Uniqueness names, Uniqueness ports, Uniqueness portNames)
    {
        var name = fields.RequiredText("name", "the container's name in its pod", NameRules.Label);
        names.Claim(fields, "name", name);
        var (requests, limits) = ResourcesReader.Read(fields);
        var read = new ContainerSpec
        {
            Name = name,
            Image = fields.RequiredText("image", "what to run, such as nginx:1.29", ImageProblem),
            Command = fields.Texts("command", NameRules.NoNul),
            Args = fields.Texts("args", NameRules.NoNul),
            WorkingDir = fields.Text("workingDir", WorkingDirProblem),
            Env = EnvReader.ReadVariables(fields),
            EnvFrom = EnvReader.ReadSources(fields),
            Ports = [.. fields.List("ports").Select(port => PortReader.Read(port, ports, portNames))],
            Requests = requests,
            Limits = limits,
        };
        VariableReferences.Refuse(fields, read);
        RestatedDefaults.AcceptInContainer(fields);
        fields.Finish(
            "lifecycle", "livenessProbe", "readinessProbe", "restartPolicy", "restartPolicyRules", "securityContext", "startupProbe",
            "volumeDevices");
        return read;
    }

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
