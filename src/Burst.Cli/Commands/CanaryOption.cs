using System.Collections.Immutable;
using System.CommandLine;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Hunting;

namespace Burst.Cli.Commands;

/// <summary>The deliberate bugs to make, by name; without a name all of them.</summary>
internal static class CanaryOption
{
    public const string Name = "--canaries";

    /// <summary>The switch has to be set before anything of the product runs, so the words are looked at before they are parsed.</summary>
    public static void AllowCanaries(string[] args)
    {
        if (args is ["chaos", ..] && args.Any(word => word == Name || word.StartsWith($"{Name}=", StringComparison.Ordinal)))
            AppContext.SetSwitch(CanarySwitch.Name, isEnabled: true);
    }

    public static Option<ImmutableArray<Canary>?> Create() => new(Name)
    {
        Description = "Make each deliberate bug in turn, or those named, and look whether it is found; with --crash-points, by kills; with --seed replay one with it",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            var names = result.Tokens.SelectMany(token => token.Value.Split(',')).ToList();
            if (names.Find(name => Find(name) is null) is not { } unknown)
                return names.Count == 0 ? CanaryHunt.All : [.. names.Select(name => Find(name)!.Value)];
            result.AddError($"{Name}: '{unknown}' is not a canary; these are: {string.Join(", ", CanaryHunt.All)}.");
            return null;
        },
    };

    private static Canary? Find(string name) =>
        CanaryHunt.All.Select(canary => (Canary?)canary).FirstOrDefault(canary => string.Equals(canary.ToString(), name, StringComparison.OrdinalIgnoreCase));
}
