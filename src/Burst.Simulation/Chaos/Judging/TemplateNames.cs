using Burst.Core.Workloads;
using Burst.Manifests;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Which template of a service a pod is of: its name says so, and what the users wrote says which name that is.</summary>
internal sealed class TemplateNames
{
    private const int NameLength = 6;

    private readonly Dictionary<(string Service, int Version), string> names = [];

    /// <summary>The middle of a pod's name, the same in all pods of one template.</summary>
    public static string Of(PodLife life) => life.PodName.Split('-') is [_, var template, _] ? template : "";

    /// <summary>A name that says nothing speaks against nothing.</summary>
    public bool IsCurrent(PodLife life, Workload service, WorkloadIntent intent) => Of(life) is var name && (name.Length == 0 || name == Find(service, intent));

    private string Find(Workload service, WorkloadIntent intent)
    {
        if (names.TryGetValue((service.Name, intent.Version), out var name))
            return name;
        var read = ManifestReader.Read(UserManifests.Of(service, intent), "users", "default");
        name = ((Deployment)read.Objects[0].Object).Template.ComputeHash()[..NameLength];
        names[(service.Name, intent.Version)] = name;
        return name;
    }
}
