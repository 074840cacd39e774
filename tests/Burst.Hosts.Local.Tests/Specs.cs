using Burst.Core.Pods;

namespace Burst.Hosts.Local.Tests;

internal static class Specs
{
    public static PodSpec BuiltIn(string image, params string[] args) => Of(new ContainerSpec { Name = "main", Image = image, Args = [.. args] });

    public static PodSpec Host(string command, string firstArgument, params string[] args) => Of(HostContainer("main", [command, firstArgument, .. args]));

    public static PodSpec Shell(string script) => Of(ShellContainer("main", script));

    public static ContainerSpec ShellContainer(string name, string script) => HostContainer(name, ["sh", "-c", script]);

    public static PodSpec Of(params ContainerSpec[] containers) => new() { Containers = [.. containers], RestartPolicy = RestartPolicy.Never };

    private static ContainerSpec HostContainer(string name, string[] command) => new() { Name = name, Image = "any", Command = [.. command] };
}
