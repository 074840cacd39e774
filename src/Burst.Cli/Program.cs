using Burst.Cli;
using Burst.Cli.Commands;
using Burst.Hosts.Local.Programs;
using Burst.Hosts.Local.Shim;

CanaryOption.AllowCanaries(args);

// Pods' shims and built-in programs are this executable too. They come first, before anything else is loaded: there is one for
// every pod.
return args switch
{
    [PodShim.Verb, ..] => PodShim.Run(args[1..]),
    [BuiltInPrograms.Verb, ..] => BuiltInPrograms.Run(args[1..]),
    _ => await Application.RunAsync(args),
};
