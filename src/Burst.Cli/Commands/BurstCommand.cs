using System.CommandLine;
using System.CommandLine.Parsing;
using Burst.Emulator;
using Burst.Server.Configuration;
using Burst.Server.Hosting;
using Burst.Storage;
using Burst.Storage.Backups;

namespace Burst.Cli.Commands;

/// <summary>A command with examples in its help, and one way of turning what goes wrong into a message and an exit code.</summary>
internal abstract class BurstCommand : Command
{
    protected BurstCommand(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        Validators.Add(RefuseUnknownOptions);
        SetAction(InvokeAsync);
    }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>The words of another program, which may have options of its own.</summary>
    protected virtual Argument? PassedOn => null;

    /// <summary>As it is typed after `burst`: a command of a group has the group's name before its own.</summary>
    public string FullName => string.Join(' ', Parents.OfType<BurstCommand>().Select(group => group.FullName).Append(Name));

    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>An option that no one knows would be taken for an argument, and no name starts like one.</summary>
    private void RefuseUnknownOptions(CommandResult result)
    {
        var own = result.Children.OfType<ArgumentResult>().Where(argument => argument.Argument != PassedOn);
        foreach (var token in own.SelectMany(argument => argument.Tokens).Where(token => token.Value is ['-', _, ..]))
            result.AddError($"'{token.Value}' is not an option of burst {FullName}.");
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (CommandException exception)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"burst: {exception.Message}").ConfigureAwait(false);
            return exception.ExitCode;
        }
        catch (ConfigException exception)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"burst: the configuration cannot be used:{Environment.NewLine}{exception.Message}").ConfigureAwait(false);
            return ExitCodes.Invalid;
        }
        catch (Exception exception) when (exception is ServerStartException or EmulatorStartException or StateBackupException or StateStoreOpenException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"burst: {exception.Message}").ConfigureAwait(false);
            return ExitCodes.Failed;
        }
        catch (Exception exception)
        {
            return await UnexpectedError.WriteAsync(exception, parsed.InvocationConfiguration.Error).ConfigureAwait(false);
        }
    }
}
